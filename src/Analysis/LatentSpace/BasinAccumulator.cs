using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>Collects the frames of one region along psi_1 while an ensemble is read.</summary>
internal sealed class BasinAccumulator
{
    private readonly Core _region;
    private readonly float[] _native;
    private readonly long _frames;
    private readonly long _members;
    private readonly long _stride;
    private readonly List<float[]> _kept = [];
    private readonly BlockedMoments _toNative = new();
    private long _seen;

    /// <summary>Prepares for the frames whose psi_1 is known.</summary>
    internal BasinAccumulator(Core region, IReadOnlyList<float> native, IReadOnlyList<double[]> slowest)
    {
        (_region, _native) = (region, [.. native]);
        _frames = slowest.Sum(x => (long)x.Length);
        _members = slowest.Sum(x => (long)x.Count(region.Contains));
        _stride = Math.Max(1, (_members + BasinStructures.MostAveraged - 1) / BasinStructures.MostAveraged);
    }

    internal void Add(double slowest, ReadOnlySpan<float> sites)
    {
        if (!_region.Contains(slowest)) return;
        _toNative.Add(Superposition.MinimalRmsd(sites, _native));
        if (_seen++ % _stride == 0) _kept.Add(sites.ToArray());
    }

    /// <summary>The structures; null where no frame lay in the region.</summary>
    internal BasinStructures? Finish()
    {
        if (_kept.Count == 0) return null;
        var mean = MeanStructure.Of(_kept);
        float[] positions = [.. mean.Positions];
        var count = Math.Min(BasinStructures.ExampleCount, _kept.Count);
        var examples = Enumerable.Range(0, count).Select(i => Superposed(_kept[(int)((i + 0.5) * _kept.Count / count)], positions));
        return new BasinStructures(_region, (double)_members / _frames, mean, [.. examples], _toNative.Mean(), mean.DistanceTo(_native));
    }

    private static float[] Superposed(float[] frame, float[] on)
    {
        var moved = new float[frame.Length];
        Superposition.Fit(frame, on).Apply(frame, moved);
        return moved;
    }
}
