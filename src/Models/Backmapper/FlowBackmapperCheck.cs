using LatentSim.Models.Contacts;
using LatentSim.Models.Flow;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Backmapper;

/// <summary>Checks that the sizes of a flow backmapper agree.</summary>
internal static class FlowBackmapperCheck
{
    /// <summary>What is wrong, or null; that the rows are Z-matrices is checked by who builds them.</summary>
    public static string? Problem(FlowBackmapperWeights weights)
    {
        if (weights.CoarseRows.Count != weights.Sites)
            return $"{weights.CoarseRows.Count} coarse rows, expected {weights.Sites}";
        if (ScalesProblem(weights.CoarseRows.Sum(row => row.CoordinateCount), weights.CoarseScales) is { } coarse)
            return "coarse coordinates: " + coarse;
        if (ScalesProblem(weights.AtomRows.Sum(row => row.CoordinateCount), weights.AtomScales) is { } atoms)
            return "atom coordinates: " + atoms;
        if (SplineFlowCheck.Problem(weights.Flow) is { } flow)
            return flow;

        CoordinateScaler coarseScaler = new(weights.CoarseScales);
        CoordinateScaler atomScaler = new(weights.AtomScales);
        if (!atomScaler.Circular.AsSpan().SequenceEqual(weights.Flow.Circular))
            return "the flow's coordinates are not the variables that the scales give";
        int condition = BackmapperCondition.SizeOf(coarseScaler, atomScaler, weights.UsesPrevious);
        if (weights.Flow.ConditionSize != condition)
            return $"a flow of {weights.Flow.ConditionSize} condition values, expected {condition}";
        if (weights.Contacts is not null && ContactCheck.Problem(weights.Contacts, weights.Atoms) is { } contacts)
            return contacts;
        return SeedsProblem(weights);
    }

    private static string? ScalesProblem(int coordinates, IReadOnlyList<CoordinateScale> scales) =>
        scales.Count != coordinates ? $"{scales.Count} scales, expected {coordinates}" : CoordinateScaler.Problem(scales);

    private static string? SeedsProblem(FlowBackmapperWeights weights)
    {
        int pairs = weights.Seeds.Coarse.Length / (weights.Sites * 3);
        if (pairs == 0 || weights.Seeds.Coarse.Length % (weights.Sites * 3) != 0)
            return $"{weights.Seeds.Coarse.Length} coarse seed values, expected a multiple of {weights.Sites} x 3";
        if (weights.Seeds.PreviousAtoms.Length != (long)pairs * weights.Atoms * 3)
            return $"{weights.Seeds.PreviousAtoms.Length} seed atom values, expected {pairs} x {weights.Atoms} x 3";
        return null;
    }
}
