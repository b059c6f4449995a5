namespace LatentSim.Analysis.Reports;

/// <summary>Free energies in the plane of slow coordinates (Shmilovich et al. 2022, Figs. 4 and 8).</summary>
internal static class PlaneSection
{
    private const double FreeEnergyCeiling = 8;
    private const double DifferenceCeiling = 2;

    internal static void AddTo(HtmlReport report, BackmapComparison comparison)
    {
        if (comparison.Definition.Plane is not { } plane || comparison.Truth.Plane is not { Counts.Total: > 0 } truth || comparison.Run.Plane is not { Counts.Total: > 0 } run) return;
        var (ours, theirs) = (Surface(run.Counts), Surface(truth.Counts));
        report.Section("Free energy").Figure(
            $"F = -ln p of {plane.Name} in kT, {ours.Columns} x {ours.Rows} bins, each surface's minimum at zero; lines every 2 kT. Grey: never visited (for the difference: by one of the two).",
            [
                Map("MD", plane, theirs), Map("LatentSim", plane, ours),
                HeatMap.Draw("LatentSim - MD", ours.Minus(theirs), Axes(plane, first: true), Axes(plane, first: false), ColorScale.Diverging(DifferenceCeiling), "difference (kT)"),
                .. comparison.Coarse?.Plane is { Counts.Total: > 0 } coarse && comparison.IsOutOfDistribution ? [Map("coarse trajectory", plane, Surface(coarse.Counts))] : (Picture[])[],
            ]);
    }

    private static Picture Map(string title, SlowPlane plane, PlaneGrid grid) =>
        HeatMap.Draw(title, grid, Axes(plane, first: true), Axes(plane, first: false), ColorScale.Sequential(0, FreeEnergyCeiling), "F (kT)", [2, 4, 6]);

    private static PlaneGrid Surface(Histogram2D histogram)
    {
        var values = FreeEnergySurface.Of(histogram).Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (histogram.Counts[i] == 0) values[i] = double.NaN;
        }

        return new PlaneGrid(histogram.First.Bins, histogram.Second.Bins, values);
    }

    private static Axis Axes(SlowPlane plane, bool first)
    {
        var (name, axis) = first ? (plane.Names.First, plane.Axes.First) : (plane.Names.Second, plane.Axes.Second);
        return plane.IsTorsions ? Axis.Degrees($"{(name == "phi" ? "φ" : "ψ")} (degrees)") : new Axis(name, axis.Low, axis.High);
    }
}
