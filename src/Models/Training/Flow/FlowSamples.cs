namespace LatentSim.Models.Training;

/// <summary>Samples of p(variables | condition).</summary>
/// <param name="Variables">[sample, variable]: standardized on the line, radians on the circle.</param>
/// <param name="Conditions">[sample, condition value]; no columns when there is no condition.</param>
public sealed record FlowSamples(float[,] Variables, float[,] Conditions)
{
    /// <summary>The number of samples.</summary>
    public int Count => Variables.GetLength(0);

    /// <summary>Some of the samples, in the order given.</summary>
    internal FlowSamples Select(ReadOnlySpan<long> samples) => new(Rows.Select(Variables, samples), Rows.Select(Conditions, samples));
}
