using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>Measures the frames of an ensemble in one pass.</summary>
internal sealed class FrameMeasurement
{
    private readonly LatentDefinition _definition;
    private readonly EnsembleSource _source;
    private readonly IReadOnlyList<double[]> _slowest;
    private readonly BlockedMoments _radius = new();
    private readonly DistanceHistogram _radii = new();
    private readonly SiteDistances _distances;
    private readonly BasinAccumulator[] _basins;
    private readonly ComponentProjection? _projection;
    private readonly float[] _sites;

    internal FrameMeasurement(LatentDefinition definition, EnsembleSource source, IReadOnlyList<double[]> slowest)
    {
        (_definition, _source, _slowest) = (definition, source, slowest);
        var sites = definition.System.Sites;
        _distances = new SiteDistances(sites.Neighbors, definition.Neighbors);
        Core[] regions = definition.Basins is { } b ? [b.Lower, b.Barrier, b.Upper] : [];
        _basins = Array.ConvertAll(regions, region => new BasinAccumulator(region, sites.Native, slowest));
        _projection = definition.System.CanEncode(source.Atoms) ? new ComponentProjection(definition) : null;
        _sites = new float[3 * sites.Atoms.Count];
    }

    internal FrameStatistics Measure(Action<long> advanced)
    {
        var batches = new FrameBatches(_definition.System, _source, advanced);
        for (var t = 0; t < _source.Trajectories.Count; t++)
        {
            var psi = _slowest[t];
            _projection?.BeginTrajectory();
            var frames = batches.Read(t, (first, count, positions) => Add(psi, t, first, count, positions));
            if (frames != psi.Length) throw Unequal(t, frames, psi.Length);
        }

        return new FrameStatistics
        {
            RadiusMean = _radius.Mean(),
            RadiusDeviation = _radius.StandardDeviation(),
            Radius = _radii,
            Neighbors = _distances.Statistics(),
            ShareOutside = 1 - _distances.ShareInside,
            Basins = [.. _basins.Select(basin => basin.Finish())],
            Components = _projection?.Components ?? [],
            EncodedProfile = _projection is null ? null : FreeEnergyProfile.Along(_projection.Slowest, _definition.Axis),
        };
    }

    private void Add(double[] psi, int trajectory, int first, int count, ReadOnlySpan<float> positions)
    {
        if (first + count > psi.Length) throw Unequal(trajectory, first + count, psi.Length);
        _projection?.Add(positions, count);
        for (var i = 0; i < count; i++)
        {
            _definition.System.Sites.Gather(positions.Slice(i * 3 * _definition.System.Atoms, 3 * _definition.System.Atoms), _sites);
            var radius = RadiusOfGyration.Compute(_sites);
            _radius.Add(radius);
            _radii.Add(radius);
            _distances.Add(_sites);
            foreach (var basin in _basins) basin.Add(psi[first + i], _sites);
        }
    }

    private InvalidInputException Unequal(int trajectory, int frames, int latents) =>
        new(_source.Trajectories[trajectory].Name, "", $"has {frames} frames{(frames > latents ? " or more" : "")}; expected {latents}");
}
