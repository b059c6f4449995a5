using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Propagator;

/// <summary>Checks that the sizes of a mixture density network and its start points agree.</summary>
internal static class MixtureDensityCheck
{
    /// <summary>What is wrong, or null.</summary>
    public static string? Problem(MixtureDensityWeights weights, StartLatents starts)
    {
        if (weights.Dimension <= 0 || weights.Components <= 0)
            return $"a mixture of {weights.Components} Gaussians in {weights.Dimension} dimensions";
        if (!(weights.SigmaFloor > 0) || !float.IsFinite(weights.SigmaFloor))
            return $"a sigma floor of {weights.SigmaFloor}, expected a positive number";
        if (PerceptronCheck.Problem(weights.Network) is { } problem)
            return problem;
        if (weights.Network.Inputs != weights.Dimension)
            return $"a network of {weights.Network.Inputs} inputs, expected {weights.Dimension}";

        long expected = weights.Components * (1 + (2L * weights.Dimension));
        if (weights.Network.Outputs != expected)
            return $"a network of {weights.Network.Outputs} outputs, expected {expected}";
        if (starts.Dimension != weights.Dimension)
            return $"start points of {starts.Dimension} dimensions, expected {weights.Dimension}";
        if (starts.Values.Length == 0 || starts.Values.Length % starts.Dimension != 0)
            return $"{starts.Values.Length} start values, expected a multiple of {starts.Dimension}";
        return null;
    }
}
