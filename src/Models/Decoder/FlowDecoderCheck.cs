using LatentSim.Models.Contacts;
using LatentSim.Models.Flow;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Decoder;

/// <summary>Checks that the sizes of a flow decoder agree.</summary>
internal static class FlowDecoderCheck
{
    /// <summary>What is wrong, or null; that the rows are a Z-matrix is checked by who builds it.</summary>
    public static string? Problem(FlowDecoderWeights weights)
    {
        int coordinates = weights.Rows.Sum(row => row.CoordinateCount);
        if (weights.Scales.Count != coordinates)
            return $"{weights.Scales.Count} scales, expected {coordinates}";
        if (CoordinateScaler.Problem(weights.Scales) is { } scale)
            return scale;
        if (SplineFlowCheck.Problem(weights.Flow) is { } flow)
            return flow;
        if (!new CoordinateScaler(weights.Scales).Circular.AsSpan().SequenceEqual(weights.Flow.Circular))
            return "the flow's coordinates are not the variables that the scales give";

        if (LatentCondition.Problem(weights.Latent) is { } latent)
            return latent;
        if (weights.Flow.ConditionSize != 2 * weights.Latent.Mean.Length)
            return $"a flow conditioned on {weights.Flow.ConditionSize} values, expected 2 x {weights.Latent.Mean.Length}";
        if (weights.Reference.Length != weights.Rows.Count * 3)
            return $"{weights.Reference.Length} reference values, expected {weights.Rows.Count} x 3";
        if (weights.Skeleton is null)
            return null;
        return weights.Skeleton.Sites == weights.Rows.Count
            ? Skeleton.Problem(weights.Skeleton)
            : $"a skeleton on {weights.Skeleton.Sites} sites, expected {weights.Rows.Count}";
    }
}
