namespace LatentSim.Analysis.Reports;

/// <summary>Free energies along psi_1 (Fig. 3 of Sidky et al. 2020) and in planes of slow linear components (Fig. 4).</summary>
internal static class FreeEnergySection
{
    private const double Ceiling = 7;
    private const double DifferenceCeiling = 2;

    internal static void AddTo(HtmlReport report, LatentComparison comparison)
    {
        report.Section("Free energy along ψ₁").Figure(
            "F = -ln p along the slowest latent coordinate: MD through the encoder, LatentSim's own latents, each shifted to agree best with the held-out MD. Bands: standard errors over five blocks."
            + (comparison.Definition.Basins is null ? "" : " Dashed: the cores of the two basins."),
            Profiles(comparison));
        if (comparison.Planes.Count == 0) return;
        report.Section("Free energy of slow linear components");
        foreach (var plane in comparison.Planes)
        {
            var (truth, run) = (Surface(plane.Truth), Surface(plane.Run));
            var scale = ColorScale.Sequential(0, Ceiling);
            report.Figure(
                $"Components of a TICA of the encoder's features, fitted to the held-out MD; F = -ln p in kT, {ComponentPlane.Bins} x {ComponentPlane.Bins} bins, lines every 2 kT. Grey: never visited.",
                [
                    Map("MD", plane, truth, scale), Map("LatentSim", plane, run, scale),
                    HeatMap.Draw("LatentSim - MD", run.Minus(truth), Horizontal(plane), Vertical(plane), ColorScale.Diverging(DifferenceCeiling), "difference (kT)"),
                    .. plane.Training is { Total: > 0 } training ? [Map("training MD", plane, Surface(training), scale)] : (Picture[])[],
                ]);
        }
    }

    private static Picture Profiles(LatentComparison comparison)
    {
        var truth = comparison.Truth.Profile;
        PlotSeries[] series =
        [
            .. LatentReport.Ensembles(comparison).Select(e => Profile(e.Name, e.Ensemble.Profile, truth) with { Errors = e.Ensemble.Profile.StandardErrors, Color = e.Color }),
            .. comparison.Run.Structures?.EncodedProfile is { } encoded ? [Profile("LatentSim's frames, encoded", encoded, truth) with { Color = SeriesColor.Run, Style = SeriesStyle.Fit }] : (PlotSeries[])[],
        ];
        PlotRule[] rules = comparison.Definition.Basins is { } b
            ? [new(b.Lower.Low, ""), new(b.Lower.High, ""), new(b.Upper.Low, ""), new(b.Upper.High, "")]
            : [];
        return LinePlot.Draw(
            "F(ψ₁)", new Axis("ψ₁", truth.Axis.Low, truth.Axis.High), Axis.Around("F (kT)", series.SelectMany(s => s.Y), fromZero: true), series, new PlotSize(560, 240), rules);
    }

    private static PlotSeries Profile(string name, FreeEnergyProfile profile, FreeEnergyProfile truth)
    {
        var shift = profile.ShiftTo(truth, ThermodynamicRows.Ceiling);
        return new PlotSeries(name, profile.Axis.Centers(), [.. profile.Values.Select(f => f + shift)]);
    }

    private static PlaneGrid Surface(Histogram2D histogram)
    {
        var values = histogram.Total == 0 ? new double[histogram.Counts.Length] : FreeEnergySurface.Of(histogram).Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (histogram.Counts[i] == 0) values[i] = double.NaN;
        }

        return new PlaneGrid(histogram.First.Bins, histogram.Second.Bins, values);
    }

    private static Picture Map(string title, ComponentPlane plane, PlaneGrid grid, ColorScale scale) =>
        HeatMap.Draw($"{title}, {ComponentPlane.NameOf(plane.First)} and {ComponentPlane.NameOf(plane.Second)}", grid, Horizontal(plane), Vertical(plane), scale, "F (kT)", [2, 4, 6]);

    private static Axis Horizontal(ComponentPlane plane) => new(ComponentPlane.NameOf(plane.First), plane.Truth.First.Low, plane.Truth.First.High);

    private static Axis Vertical(ComponentPlane plane) => new(ComponentPlane.NameOf(plane.Second), plane.Truth.Second.Low, plane.Truth.Second.High);
}
