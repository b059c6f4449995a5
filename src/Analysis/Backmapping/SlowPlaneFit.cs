using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>Fits the plane and its clusters to the truth, in three passes over its frames at most.</summary>
internal sealed class SlowPlaneFit(IReadOnlyList<TorsionPair> pairs, EnsembleSource truth, int atoms, Action<long> advanced)
{
    private const int Clustered = 24_000;

    /// <summary>The plane; null for a molecule without backbone torsions, or whose torsions do not move.</summary>
    /// <param name="lagFrames">Lag of linear components, in frames.</param>
    internal SlowPlane? Plane(int lagFrames)
    {
        if (pairs.Count == 0) return null;
        if (pairs.Count == 1) return new SlowPlane(pairs[0]);
        var torsions = SlowPlane.Torsions(pairs);
        var (features, covariance) = (new double[2 * torsions.Length], new LaggedCovariance(2 * torsions.Length, lagFrames));
        Read(covariance.BeginTrajectory, positions =>
        {
            SlowPlane.Features(positions, torsions, features);
            covariance.Add(features);
        });
        if (covariance.Pairs == 0) return null;
        var components = new Tica { Lag = lagFrames, Spacing = truth.Spacing }.Fit(covariance);
        return components.Count < 2 ? null : Along(torsions, components);
    }

    /// <summary>100 clusters of at most 24 000 of the truth's frames, evenly spaced.</summary>
    internal KMeansModel Clusters(SlowPlane plane)
    {
        var (sample, point) = (new EvenSample<double[]>(Clustered), new double[plane.PointDimension]);
        Read(() => { }, positions =>
        {
            plane.Project(positions, point);
            sample.Offer(() => [.. point]);
        });
        return new KMeans().Fit([.. sample.Items.SelectMany(p => p)], plane.PointDimension);
    }

    private SlowPlane Along(TorsionAtoms[] torsions, TicaModel components)
    {
        var (features, projection) = (new double[2 * torsions.Length], new double[2]);
        double[][] ends = [[double.PositiveInfinity, double.NegativeInfinity], [double.PositiveInfinity, double.NegativeInfinity]];
        Read(() => { }, positions =>
        {
            SlowPlane.Features(positions, torsions, features);
            components.Transform(features, projection);
            for (var i = 0; i < 2; i++) (ends[i][0], ends[i][1]) = (Math.Min(ends[i][0], projection[i]), Math.Max(ends[i][1], projection[i]));
        });
        return new SlowPlane(pairs, components, HistogramAxis.Over([ends[0]], Histogram2D.DefaultBins), HistogramAxis.Over([ends[1]], Histogram2D.DefaultBins));
    }

    private void Read(Action begin, SourceFrames.Handler handle) => new SourceFrames(truth, atoms, advanced).Read(begin, handle);
}
