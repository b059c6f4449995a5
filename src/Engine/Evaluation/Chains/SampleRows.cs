using LatentSim.Analysis;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>The figures of trajectories: those that the model learned from, and the run's.</summary>
internal static class SampleRows
{
    /// <summary>The rows.</summary>
    public static IEnumerable<ComparisonRow> Of(SampledDynamics streamed, ChainReference reference)
    {
        ExactDynamics exact = reference.Exact;
        double error = streamed.Profile.RootMeanSquaredError(exact.Profile, exact.Ceiling);
        yield return new ComparisonRow(
            $"free energy of the run's {OperatorRows.Number(streamed.Frames, "N0")} frames, RMSE over {OperatorRows.Bins(exact)}", "",
            $"{OperatorRows.Number(error, "F3")} kT", error, "", Verdict.Measured);
        foreach ((string name, SampledDynamics sample) in new[] { ("the run", streamed), ("the training trajectory", reference.Sampled) })
        {
            for (int k = 0; k < ExactDynamics.Processes; k++)
                yield return Timescale(name, k, sample, reference);
        }
    }

    private static ComparisonRow Timescale(string name, int k, SampledDynamics sample, ChainReference reference)
    {
        (double value, double error, double expected) = (sample.Timescales[k], sample.Errors[k], reference.Exact.Timescales[k]);
        string text = double.IsFinite(error) ? $" ± {OperatorRows.Number(error, "G3")}" : "";
        return new ComparisonRow(
            $"timescale {k + 1} of {name}, by counting between bins", "", $"{OperatorRows.Number(value, "F1")}{text} {reference.TimeUnit} ({OperatorRows.Deviation(value, expected)})", value,
            $"{OperatorRows.Number(expected, "F1")} {reference.TimeUnit}", Verdict.Measured);
    }
}
