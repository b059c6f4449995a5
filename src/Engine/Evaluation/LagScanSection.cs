using System.Text.Json;
using LatentSim.Analysis.Reports;
using LatentSim.Engine.Commands;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>A scan of lags, as <c>lag-scan --json</c> wrote it, in a run's report.</summary>
/// <param name="TimeUnit">The unit of its times.</param>
/// <param name="Lags">The lags.</param>
internal sealed record LagScanSection(string TimeUnit, IReadOnlyList<LagScanSection.Scanned> Lags)
{
    private const int LargestBytes = 16 << 20;

    /// <summary>Reads it; null without a file.</summary>
    /// <exception cref="InvalidInputException">There is no such file, or it is no scan of lags.</exception>
    public static LagScanSection? Read(string? path)
    {
        if (path is null)
            return null;
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > LargestBytes)
            throw new InvalidInputException(path, "", file.Exists ? $"has {file.Length} bytes; expected at most {LargestBytes}" : "there is no such file; expected what lag-scan --json wrote");
        try
        {
            LagScanSection? scan = CommandOutput.ReadJson<LagScanSection>(path);
            return scan is { TimeUnit: not null, Lags.Count: > 0 } && scan.Lags.All(lag => lag is { Lag: > 0, Timescales: not null })
                ? scan
                : throw new InvalidInputException(path, "lags", "are missing; expected what lag-scan --json wrote");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(path, $"line {(e.LineNumber ?? 0) + 1}", "is no scan of lags; expected what lag-scan --json wrote");
        }
    }

    /// <summary>Adds the section.</summary>
    /// <param name="report">To it.</param>
    /// <param name="chosen">The lag of the model.</param>
    public void AddTo(HtmlReport report, double chosen)
    {
        double[] lags = [.. Lags.Select(lag => lag.Lag)];
        LagScanCurve[] timescales = [.. Enumerable.Range(0, Lags.Max(lag => lag.Timescales.Count))
            .Select(i => new LagScanCurve($"process {i + 1}", lags, [.. Lags.Select(lag => i < lag.Timescales.Count && lag.Timescales[i] > 0 ? lag.Timescales[i] : double.NaN)]))
            .Where(curve => curve.Values.Any(double.IsFinite))
            .Take(6)];
        report.Section("Choice of the lag").Figure(
            "The encoder trained alone at each lag. The lag of the model should lie where timescales no longer grow with it, and below those that the model is to show.",
            LagScanPlot.Timescales("Implied timescales", TimeUnit, timescales, chosen),
            LagScanPlot.Score("VAMP-2 score", TimeUnit, [new LagScanCurve("training", lags, [.. Lags.Select(lag => lag.TrainingScore)]), new LagScanCurve("validation", lags, [.. Lags.Select(lag => lag.ValidationScore)])], chosen));
    }

    /// <summary>An encoder that was trained at one lag.</summary>
    /// <param name="Lag">The lag.</param>
    /// <param name="TrainingScore">Its VAMP-2 score.</param>
    /// <param name="ValidationScore">The same on validation data.</param>
    /// <param name="Timescales">Its timescales; NaN where one is not resolved.</param>
    internal sealed record Scanned(double Lag, double TrainingScore, double ValidationScore, IReadOnlyList<double> Timescales);
}
