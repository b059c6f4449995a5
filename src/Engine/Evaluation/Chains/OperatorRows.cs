using System.Globalization;
using LatentSim.Analysis;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>The figures of a model's own operator.</summary>
internal static class OperatorRows
{
    private const double TimescaleShare = 0.05;
    private const double FreeEnergyError = 0.1;
    private const double MostVariation = 0.05;

    /// <summary>The rows.</summary>
    public static IEnumerable<ComparisonRow> Of(LearnedDynamics learned, ChainReference reference)
    {
        for (int k = 0; k < ExactDynamics.Processes; k++)
            yield return Timescale(k, learned, reference);

        ExactDynamics exact = reference.Exact;
        double error = learned.Profile.RootMeanSquaredError(exact.Profile, exact.Ceiling);
        yield return new ComparisonRow(
            $"stationary free energy of the model's operator, RMSE over {Bins(exact)}", $"<= {Number(FreeEnergyError, "0.##")} kT", $"{Number(error, "F3")} kT", error,
            $"training trajectory: {Number(reference.Sampled.Profile.RootMeanSquaredError(exact.Profile, exact.Ceiling), "F3")} kT", Ask(error <= FreeEnergyError));

        double fine = learned.TotalVariation(1);
        yield return new ComparisonRow(
            "transition density p(x'|x), total variation", $"<= {Number(MostVariation, "0.##")}", Number(fine, "F4"), fine,
            $"with x' in bins: {Number(learned.TotalVariation(ExactDynamics.CellsPerBin), "F4")}", Ask(fine <= MostVariation));
        yield return new ComparisonRow(
            "stationary probability beyond the outermost bins", "", $"{Number(100 * learned.Outside, "F3")} %", learned.Outside, "exact: none", Verdict.Measured);
    }

    /// <summary>"all 100 bins", or those that are compared.</summary>
    internal static string Bins(ExactDynamics exact) => double.IsInfinity(exact.Ceiling) ? $"all {exact.Axis.Bins} bins" : $"bins with F <= {Number(exact.Ceiling, "0.#")} kT";

    internal static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    internal static Verdict Ask(bool holds) => holds ? Verdict.Pass : Verdict.Fail;

    /// <summary>"+3.2 %" of what is expected.</summary>
    internal static string Deviation(double value, double expected) => $"{Number(100 * ((value / expected) - 1), "+0.0;-0.0;0.0")} %";

    private static ComparisonRow Timescale(int k, LearnedDynamics learned, ChainReference reference)
    {
        (double value, double expected) = (learned.Timescales[k], reference.Exact.Timescales[k]);
        string known = reference.Exact.TimescaleError(k, reference.LearnedSteps) is { } error
            ? $"; {Number(reference.LearnedSteps, "N0")} steps tell it to ± {Number(100 * error, "0.0")} %"
            : "";
        return new ComparisonRow(
            $"timescale {k + 1} of the model's operator", "within 5 %", $"{Number(value, "F1")} {reference.TimeUnit} ({Deviation(value, expected)})", value,
            $"{Number(expected, "F1")} {reference.TimeUnit}{known}", Ask(Math.Abs((value / expected) - 1) <= TimescaleShare));
    }
}
