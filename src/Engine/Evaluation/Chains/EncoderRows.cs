using LatentSim.Analysis;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>The figures of an encoder against the exact eigenvalues and eigenfunctions.</summary>
internal static class EncoderRows
{
    private const double EigenvalueShare = 0.01;
    private const double LeastOverlap = 0.99;

    /// <summary>The rows of the encoder itself.</summary>
    public static IEnumerable<ComparisonRow> Of(LearnedEncoder learned, ChainReference reference)
    {
        double[] exact = [.. reference.Exact.Timescales.Select(t => Math.Exp(-reference.Lag / t))];
        int count = Math.Min(Math.Min(learned.Eigenvalues.Count, learned.Overlaps.Length), exact.Length);
        for (int k = 0; k < count; k++)
        {
            double value = learned.Eigenvalues[k];
            yield return new ComparisonRow(
                $"eigenvalue {k + 1} of the encoder at a lag of {OperatorRows.Number(reference.Lag, "0.###")} {reference.TimeUnit}", "within 1 %",
                $"{OperatorRows.Number(value, "F5")} ({Small(value, exact[k])})", value,
                $"{OperatorRows.Number(exact[k], "F5")}{Sampling(k, reference)}; of the learned function: {OperatorRows.Number(learned.Autocorrelations[k], "F5")}",
                OperatorRows.Ask(Math.Abs((value / exact[k]) - 1) <= EigenvalueShare));
        }

        (double score, double bound) = (Score(learned.Eigenvalues.Take(count)), Score(exact.Take(count)));
        yield return new ComparisonRow(
            $"VAMP-2 score of {count} functions and the constant", "", $"{OperatorRows.Number(score, "F4")} ({Small(score, bound)})", score,
            $"exact bound: {OperatorRows.Number(bound, "F4")}; of the learned functions: {OperatorRows.Number(Score(learned.Autocorrelations.Take(count)), "F4")}", Verdict.Measured);

        for (int k = 0; k < count; k++)
        {
            yield return new ComparisonRow(
                $"overlap of eigenfunction {k + 1} with the exact one", $">= {LeastOverlap}", OperatorRows.Number(learned.Overlaps[k], "F5"), learned.Overlaps[k], "1",
                OperatorRows.Ask(learned.Overlaps[k] >= LeastOverlap));
        }
    }

    /// <summary>The relaxation of the run's latents over one lag.</summary>
    public static IEnumerable<ComparisonRow> OfRun(NumberRun run, ChainReference reference)
    {
        for (int k = 0; k < Math.Min(run.Model.Dimension, ExactDynamics.Processes); k++)
        {
            double correlation = Correlation(run.Column(k));
            double value = correlation > 0 ? -reference.Lag / Math.Log(correlation) : double.NaN;
            double expected = reference.Exact.Timescales[k];
            yield return new ComparisonRow(
                $"timescale {k + 1} of the run, by the autocorrelation of latent {k + 1} over a lag", "",
                $"{OperatorRows.Number(value, "F1")} {reference.TimeUnit} ({OperatorRows.Deviation(value, expected)})", value,
                $"{OperatorRows.Number(expected, "F1")} {reference.TimeUnit}", Verdict.Measured);
        }
    }

    private static double Score(IEnumerable<double> eigenvalues) => 1 + eigenvalues.Sum(value => value * value);

    private static string Small(double value, double expected) => $"{OperatorRows.Number(100 * ((value / expected) - 1), "+0.00;-0.00;0.00")} %";

    // d ln(lambda) = (lag / t) d ln(t).
    private static string Sampling(int k, ChainReference reference) =>
        reference.Exact.TimescaleError(k, reference.LearnedSteps) is { } error
            ? $", known to ± {OperatorRows.Number(100 * error * reference.Lag / reference.Exact.Timescales[k], "0.00")} %"
            : "";

    private static double Correlation(double[][] walkers)
    {
        double mean = walkers.SelectMany(walker => walker).Average();
        (double square, double product, long pairs, long frames) = (0, 0, 0, 0);
        foreach (double[] walker in walkers)
        {
            for (int t = 0; t < walker.Length; t++)
            {
                square += (walker[t] - mean) * (walker[t] - mean);
                if (t > 0)
                    product += (walker[t] - mean) * (walker[t - 1] - mean);
            }

            frames += walker.Length;
            pairs += walker.Length - 1;
        }

        return product / pairs / (square / frames);
    }
}
