using LatentSim.Analysis;
using LatentSim.Analysis.Reports;
using LatentSim.Engine.Terminal;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>The report of a run of a known process: the paper's Fig. 2 and the figures asked.</summary>
internal static class ChainReport
{
    private const int MostFrames = 2000;
    private const string Coordinate = "x";

    /// <summary>Draws it.</summary>
    public static HtmlReport Of(ChainEvaluation evaluation)
    {
        (NumberRun run, ChainReference reference) = (evaluation.Run, evaluation.Reference);
        var report = new HtmlReport($"{run.Model.Name}: {run.Name}");
        report.Verdicts(
            $"{Display.Count(run.Settings.Walkers, "walker")} of {Display.Count(run.Settings.Frames, "frame")}, {Duration.In(reference.TimeUnit, reference.Lag)} apart, beside the exact {reference.Exact.Name}.",
            [.. evaluation.Rows.Where(row => row.Verdict != Verdict.Measured).Select(row => VerdictCard.Of(row))]);
        report.Section("All figures").Rows(evaluation.Rows, "exact");
        if (evaluation is { Learned: { } learned, Streamed: { } streamed })
            AddCoordinate(report, run, reference, learned, streamed);
        else
            AddEigenfunctions(report, run, reference);
        LearningCurves.AddTo(report, run.Directory);
        AddModel(report, run);
        return report;
    }

    private static void AddCoordinate(HtmlReport report, NumberRun run, ChainReference reference, LearnedDynamics learned, SampledDynamics streamed)
    {
        ExactDynamics exact = reference.Exact;
        double[] x = exact.Axis.Centers();
        report.Section("Stationary density").Figure(
            "As in Fig. 2a of the paper: the exact process, the trajectory that the model learned from, the model's own operator, and its run. Bands are standard errors over five contiguous blocks.",
            Densities(exact, reference, learned, x), Profiles(exact, reference, learned, streamed, x));
        report.Section("Trajectories").Figure(
            $"As in Fig. 2b: {MostFrames} frames, a lag apart, of the training trajectory and of the run's first walker.",
            Trace("The training trajectory", Every(reference.Training[0], reference.LagFrames), reference, SeriesColor.Training),
            Trace("The run", run.Column(0)[0], reference, SeriesColor.Run));
        AddTransitions(report, exact, learned);
    }

    private static Picture Densities(ExactDynamics exact, ChainReference reference, LearnedDynamics learned, double[] x)
    {
        double width = exact.Axis.Width;
        double[] sampled = [.. reference.Sampled.Profile.Values.Select(f => Math.Exp(-f))];
        double total = sampled.Sum();
        PlotSeries[] curves =
        [
            new("exact", x, [.. exact.StationaryByBin.Select(p => p / width)]) { Color = SeriesColor.Truth },
            new("training trajectory", x, [.. sampled.Select(p => p / total / width)]) { Color = SeriesColor.Training },
            new("model", x, [.. learned.StationaryByBin.Select(p => p / width)]) { Color = SeriesColor.Run },
        ];
        return LinePlot.Draw("Stationary density", new Axis(Coordinate, exact.Axis.Low, exact.Axis.High), Axis.Around("density", curves.SelectMany(c => c.Y), fromZero: true), curves);
    }

    private static Picture Profiles(ExactDynamics exact, ChainReference reference, LearnedDynamics learned, SampledDynamics streamed, double[] x)
    {
        PlotSeries[] curves =
        [
            new("exact", x, exact.Profile.Values) { Color = SeriesColor.Truth },
            Shifted("training trajectory", reference.Sampled.Profile) with { Color = SeriesColor.Training },
            Shifted("model", learned.Profile) with { Color = SeriesColor.Run },
            Shifted("run", streamed.Profile) with { Color = SeriesColor.Green },
        ];
        double top = Math.Min(6, exact.Profile.Values.Where(double.IsFinite).Max() + 0.5);
        return LinePlot.Draw("Free energy", new Axis(Coordinate, exact.Axis.Low, exact.Axis.High), new Axis("F (kT)", -0.3, top), curves);

        PlotSeries Shifted(string name, FreeEnergyProfile profile)
        {
            double shift = profile.ShiftTo(exact.Profile, exact.Ceiling);
            return new PlotSeries(name, x, [.. profile.Values.Select(f => f + shift)]) { Errors = profile.StandardErrors.All(e => e == 0) ? null : profile.StandardErrors };
        }
    }

    private static Picture Trace(string title, IEnumerable<double> positions, ChainReference reference, SeriesColor color)
    {
        double[] y = [.. positions.Take(MostFrames)];
        double[] times = [.. Enumerable.Range(0, y.Length).Select(frame => frame * reference.Lag)];
        return LinePlot.Draw(
            title, Axis.Over($"time ({reference.TimeUnit})", times), new Axis(Coordinate, reference.Exact.Axis.Low, reference.Exact.Axis.High),
            [new PlotSeries(title, times, y) { Color = color, Unlisted = true }], PlotSize.Wide);
    }

    private static IEnumerable<double> Every(double[] positions, int frames)
    {
        for (int i = 0; i < positions.Length; i += frames)
            yield return positions[i];
    }

    private static void AddTransitions(HtmlReport report, ExactDynamics exact, LearnedDynamics learned)
    {
        PlaneGrid known = InBins(exact, exact.Probability);
        PlaneGrid found = InBins(exact, learned.Probability);
        PlaneGrid difference = found.Minus(known);
        ColorScale scale = ColorScale.Sequential(0, Math.Max(known.Greatest(), found.Greatest()));
        double most = Math.Max(difference.Greatest(), known.Minus(found).Greatest());
        var from = new Axis("x", exact.Axis.Low, exact.Axis.High);
        var to = new Axis("x' a lag later", exact.Axis.Low, exact.Axis.High);
        report.Section("Transition density").Figure(
            "As in Fig. 2c and d: p(x'|x) over a lag, exact and as the network has it, and the difference.",
            HeatMap.Draw("Exact", known, from, to, scale, "p(x'|x)"),
            HeatMap.Draw("Model", found, from, to, scale, "p(x'|x)"),
            HeatMap.Draw("Model - exact", difference, from, to, ColorScale.Diverging(Math.Max(most, 1e-6)), "difference"));
    }

    private static PlaneGrid InBins(ExactDynamics exact, Func<int, int, double> probability)
    {
        const int cells = ExactDynamics.CellsPerBin;
        int bins = exact.Axis.Bins;
        double[] values = new double[bins * bins];
        for (int from = 0; from < exact.Cells; from++)
        {
            for (int to = 0; to < exact.Cells; to++)
                values[(from / cells * bins) + (to / cells)] += probability(from, to) / cells / exact.Axis.Width;
        }

        return new PlaneGrid(bins, bins, values);
    }

    private static void AddEigenfunctions(HtmlReport report, NumberRun run, ChainReference reference)
    {
        ExactDynamics exact = reference.Exact;
        double[] x = [.. Enumerable.Range(0, exact.Cells).Select(cell => exact.Axis.Low + ((cell + 0.5) * exact.CellWidth))];
        double[][] functions = LearnedEncoder.FunctionsOf(run.Model.CreateEncoder(), exact);
        report.Section("Eigenfunctions").Figure(
            "Each with zero mean and unit norm under the exact stationary law.",
            [.. functions.Zip(exact.Eigenfunctions).Select((pair, k) => Function(k, x, pair.First, pair.Second, exact))]);
    }

    private static Picture Function(int k, double[] x, double[] learned, double[] known, ExactDynamics exact)
    {
        double sign = Math.Sign(learned.Zip(known, (f, r) => f * r).Select((value, cell) => value * exact.Stationary[cell]).Sum());
        PlotSeries[] curves = [new("exact", x, known) { Color = SeriesColor.Truth }, new("encoder", x, [.. learned.Select(f => sign * f)]) { Color = SeriesColor.Run }];
        return LinePlot.Draw($"Eigenfunction {k + 1}", new Axis(Coordinate, exact.Axis.Low, exact.Axis.High), Axis.Around("value", curves.SelectMany(c => c.Y)), curves);
    }

    private static void AddModel(HtmlReport report, NumberRun run)
    {
        Provenance provenance = run.Model.Provenance;
        report.Section("The model").Paragraph(
            $"Made by {provenance.CreatedBy} with seed {provenance.Seed} in {Duration.Of(provenance.WallTime)}; run with seed {run.Settings.Seed}. SHA-256 of the model: {run.Settings.ModelHash}.");
        report.Table(["trained on", "frames", "SHA-256"], provenance.Data.Select(file => (string[])[file.Name, OperatorRows.Number(file.Frames, "N0"), file.Sha256]), 1);
        report.Table(
            ["figure of the training", "value"],
            provenance.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => (string[])[metric.Key, OperatorRows.Number(metric.Value, "G6")]), 1);
    }
}
