using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Flow;

/// <summary>Checks that the masks of a spline flow and the sizes of its conditioners agree.</summary>
internal static class SplineFlowCheck
{
    /// <summary>What is wrong with a flow, or null.</summary>
    public static string? Problem(SplineFlowWeights flow)
    {
        if (flow.Circular.Length == 0)
            return "a flow of no coordinates";
        if (flow.ConditionSize < 0)
            return $"a condition of {flow.ConditionSize} values";
        if (flow.Bins < 2 || flow.Bins > RationalQuadraticSpline.MostBins)
            return $"{flow.Bins} spline bins, expected 2 to {RationalQuadraticSpline.MostBins}";
        if (!(flow.TailBound > 0) || !float.IsFinite(flow.TailBound))
            return $"a tail bound of {flow.TailBound}, expected a positive number";

        for (int i = 0; i < flow.Couplings.Count; i++)
        {
            if (Problem(flow, flow.Couplings[i]) is { } problem)
                return $"coupling {i}: {problem}";
        }

        return null;
    }

    /// <summary>The number of values that a coupling's conditioner is given.</summary>
    public static int Inputs(SplineFlowWeights flow, bool[] transformed)
    {
        int inputs = flow.ConditionSize;
        for (int d = 0; d < transformed.Length; d++)
        {
            if (!transformed[d])
                inputs += flow.Circular[d] ? 2 : 1;
        }

        return inputs;
    }

    /// <summary>The number of raw spline parameters of one coordinate.</summary>
    public static int ParametersOf(SplineFlowWeights flow, int coordinate) => (3 * flow.Bins) + (flow.Circular[coordinate] ? 1 : -1);

    private static string? Problem(SplineFlowWeights flow, SplineCoupling coupling)
    {
        if (coupling.Transformed.Length != flow.Circular.Length)
            return $"a mask of {coupling.Transformed.Length} coordinates, expected {flow.Circular.Length}";

        long outputs = 0;
        for (int d = 0; d < coupling.Transformed.Length; d++)
            outputs += coupling.Transformed[d] ? ParametersOf(flow, d) : 0;
        if (outputs == 0)
            return "a mask that transforms nothing";
        if (PerceptronCheck.Problem(coupling.Conditioner) is { } problem)
            return problem;

        int inputs = Inputs(flow, coupling.Transformed);
        if (coupling.Conditioner.Inputs != inputs)
            return $"a conditioner of {coupling.Conditioner.Inputs} inputs, expected {inputs}";
        if (coupling.Conditioner.Outputs != outputs)
            return $"a conditioner of {coupling.Conditioner.Outputs} outputs, expected {outputs}";
        return null;
    }
}
