using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>
/// Measures an ensemble frame by frame, in one pass. With a reference, memory does not depend on the trajectories' length; without one, the torsions
/// of all frames are kept (8 bytes a torsion pair and frame), because the clusters of the Markov model are fitted to them at the end.
/// </summary>
/// <remarks>Call <see cref="BeginTrajectory"/>, then <see cref="Add"/> for each of its frames in order; after the last trajectory, <see cref="Finish"/>.</remarks>
public sealed class EnsembleAccumulator
{
    /// <summary>Most non-bonded pairs of which single figures are kept.</summary>
    public const int MaximumPairs = 1000;

    private const int ClusterFitFrames = 25_000;

    private readonly EnsembleDefinition _definition;
    private readonly double _lagTime;
    private readonly List<MeasuredTrajectory> _trajectories = [];
    private readonly ContiguousBlocks<Histogram2D[]> _histograms;
    private readonly KineticAccumulator? _kinetics;
    private readonly List<float[]> _series = [];
    private readonly List<int> _seriesLag = [];
    private readonly LengthMoments[] _bonds;
    private readonly LengthMoments[] _pairs;
    private readonly DistanceHistogram _closest = new();
    private readonly DistanceHistogram _displacement = new();
    private readonly int[] _signs;
    private readonly long[] _wrong;
    private readonly float[] _torsions;
    private readonly List<float> _current = [];
    private float[][] _recent = [];
    private long _frame;
    private long _wrongFrames;

    /// <summary>Starts with nothing measured.</summary>
    /// <param name="definition">What to measure.</param>
    /// <param name="lagTime">Lag of timescales and displacements, in ps: that of the simulator's steps.</param>
    /// <param name="reference">Statistics to compare with later: their clusters and signs of chirality are used. Null fits clusters, and takes the first frame's signs as right.</param>
    /// <exception cref="InvalidInputException">The reference is of another molecule, other torsions or another lag.</exception>
    public EnsembleAccumulator(EnsembleDefinition definition, double lagTime, EnsembleStatistics? reference = null)
    {
        if (!(lagTime > 0) || !double.IsFinite(lagTime)) throw new ArgumentOutOfRangeException(nameof(lagTime), lagTime, "Expected a positive lag.");
        _definition = definition;
        _lagTime = lagTime;
        if (reference is not null) ReferenceCheck.Throw(definition, lagTime, reference);
        var pairs = definition.TorsionPairs.Count;
        _histograms = new(() => [.. Enumerable.Range(0, pairs).Select(_ => new Histogram2D())], AddHistograms);
        _kinetics = reference?.Kinetics is { } kinetics ? new KineticAccumulator(kinetics.Clusters, lagTime) : null;
        _torsions = new float[2 * pairs];
        _bonds = LengthMoments.Many(definition.Bonds.Count);
        _pairs = LengthMoments.Many(definition.NonBonded.Count <= MaximumPairs ? definition.NonBonded.Count : 0);
        _signs = reference is null ? new int[definition.ChiralCenters.Count] : [.. reference.Chirality.Select(c => c.Sign)];
        _wrong = new long[_signs.Length];
    }

    /// <summary>Begins the next trajectory.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="spacing">Time between its frames in ps.</param>
    /// <param name="sha256">SHA-256 of its file; may be empty.</param>
    /// <exception cref="InvalidInputException">The lag is not a multiple of the spacing, or the spacing is not positive.</exception>
    public void BeginTrajectory(string name, double spacing, string sha256 = "")
    {
        EndTrajectory();
        var lag = LagInFrames(name, spacing);
        _trajectories.Add(new MeasuredTrajectory(name, sha256, 0, spacing));
        _recent = [.. Enumerable.Range(0, lag).Select(_ => new float[3 * _definition.Topology.AtomCount])];
        _frame = 0;
        _kinetics?.BeginTrajectory(lag);
        _seriesLag.Add(lag);
    }

    /// <summary>Measures the trajectory's next frame.</summary>
    /// <param name="positions">float[atom, 3] in nm.</param>
    /// <exception cref="InvalidInputException">A position is not finite.</exception>
    public void Add(ReadOnlySpan<float> positions)
    {
        if (_trajectories.Count == 0) throw new InvalidOperationException("No trajectory was begun.");
        if (positions.Length != 3 * _definition.Topology.AtomCount)
            throw new ArgumentException($"Expected {3 * _definition.Topology.AtomCount} coordinates, got {positions.Length}.", nameof(positions));
        foreach (var x in positions)
        {
            if (!float.IsFinite(x)) throw new InvalidInputException(_trajectories[^1].Name, $"frame {_frame}", "a position is not finite");
        }

        AddTorsions(positions);
        AddLengths(positions);
        AddHandedness(positions);
        AddDisplacement(positions);
        _frame++;
    }

    /// <summary>The statistics of all frames.</summary>
    /// <exception cref="InvalidInputException">There were no frames.</exception>
    public EnsembleStatistics Finish()
    {
        EndTrajectory();
        if (_trajectories.Sum(t => t.Frames) == 0) throw new InvalidInputException("trajectories", "", "there are no frames to measure");
        var blocks = _histograms.Blocks(BlockAverage.DefaultBlocks);
        return new EnsembleStatistics
        {
            Trajectories = [.. _trajectories],
            Atoms = [.. Enumerable.Range(0, _definition.Topology.AtomCount).Select(_definition.Label)],
            LagTime = _lagTime,
            TorsionPairs = [.. _definition.TorsionPairs.Select((pair, i) => TorsionPairOf(pair.Name, [.. blocks.Select(block => block[i])]))],
            Kinetics = Kinetics(),
            Bonds = [.. _bonds.Select((b, i) => new BondStatistics(_definition.Label(_definition.Bonds[i]), _definition.IsToHydrogen(_definition.Bonds[i]), b.Mean, b.StandardDeviation))],
            ClosestPair = _closest,
            Pairs = [.. _pairs.Select((p, i) => new PairStatistics(_definition.Label(_definition.NonBonded[i]), p.Minimum, p.Mean))],
            Displacement = _displacement,
            Chirality = [.. _definition.ChiralCenters.Select((c, i) => new ChiralityStatistics(_definition.Label(c.Center), _signs[i], _wrong[i]))],
            FramesWithWrongHandedness = _wrongFrames,
        };
    }

    private void EndTrajectory()
    {
        if (_trajectories.Count == 0 || _trajectories.Count == _series.Count) return;
        _trajectories[^1] = _trajectories[^1] with { Frames = _frame };
        _series.Add([.. _current]);
        _current.Clear();
    }

    private int LagInFrames(string name, double spacing)
    {
        if (!(spacing > 0) || !double.IsFinite(spacing)) throw new InvalidInputException(name, "time", $"expected a positive time between frames, got {spacing} ps");
        var lag = _lagTime / spacing;
        var whole = Math.Round(lag);
        if (whole < 1 || Math.Abs(lag - whole) > 1e-3 * whole)
            throw new InvalidInputException(name, "time", $"frames are {spacing} ps apart; expected a whole fraction of the lag, {_lagTime} ps");
        if (whole * _definition.Topology.AtomCount > 1e8) throw new InvalidInputException(name, "time", $"frames are {spacing} ps apart: too many in a lag of {_lagTime} ps");
        return (int)whole;
    }

    private void AddTorsions(ReadOnlySpan<float> positions)
    {
        var histograms = _histograms.Next();
        for (var i = 0; i < histograms.Length; i++)
        {
            var pair = _definition.TorsionPairs[i];
            _torsions[2 * i] = (float)Torsions.Compute(positions, pair.First);
            _torsions[2 * i + 1] = (float)Torsions.Compute(positions, pair.Second);
            histograms[i].Add(_torsions[2 * i], _torsions[2 * i + 1]);
        }

        if (_kinetics is null) _current.AddRange(_torsions);
        else _kinetics.Add(_torsions);
    }

    private void AddLengths(ReadOnlySpan<float> positions)
    {
        for (var i = 0; i < _bonds.Length; i++)
        {
            var (a, b) = _definition.Bonds[i];
            _bonds[i].Add(Distances.Compute(positions, a, b));
        }

        if (_definition.NonBonded.Count == 0) return;
        var closest = double.PositiveInfinity;
        for (var i = 0; i < _definition.NonBonded.Count; i++)
        {
            var (a, b) = _definition.NonBonded[i];
            var distance = Distances.Compute(positions, a, b);
            closest = Math.Min(closest, distance);
            if (i < _pairs.Length) _pairs[i].Add(distance);
        }

        _closest.Add(closest);
    }

    private void AddHandedness(ReadOnlySpan<float> positions)
    {
        var wrong = false;
        for (var i = 0; i < _signs.Length; i++)
        {
            var sign = Chirality.SignedVolume(positions, _definition.ChiralCenters[i]) >= 0 ? 1 : -1;
            if (_signs[i] == 0) _signs[i] = sign;
            if (sign == _signs[i]) continue;
            _wrong[i]++;
            wrong = true;
        }

        if (wrong) _wrongFrames++;
    }

    private void AddDisplacement(ReadOnlySpan<float> positions)
    {
        var before = _recent[_frame % _recent.Length];
        if (_frame >= _recent.Length) _displacement.Add(Superposition.MinimalRmsd(before, positions));
        positions.CopyTo(before);
    }

    private KineticStatistics? Kinetics()
    {
        if (_definition.TorsionPairs.Count == 0) return null;
        if (_kinetics is not null) return _kinetics.Finish();
        var fitted = new KineticAccumulator(FitClusters(), _lagTime);
        for (var i = 0; i < _series.Count; i++)
        {
            fitted.BeginTrajectory(_seriesLag[i]);
            for (var t = 0; t < _series[i].Length; t += _torsions.Length) fitted.Add(_series[i].AsSpan(t, _torsions.Length));
        }

        return fitted.Finish();
    }

    private KMeansModel FitClusters()
    {
        var width = _torsions.Length;
        var frames = _series.Sum(s => (long)s.Length / width);
        var stride = Math.Max(1, frames / ClusterFitFrames);
        var points = new List<double>();
        var point = new double[2 * width];
        var frame = 0L;
        foreach (var series in _series)
        {
            for (var t = 0; t < series.Length; t += width, frame++)
            {
                if (frame % stride != 0) continue;
                TorusEmbedding.Embed(series.AsSpan(t, width), point);
                points.AddRange(point);
            }
        }

        return new KMeans().Fit([.. points], 2 * width);
    }

    private static TorsionPairStatistics TorsionPairOf(string name, IReadOnlyList<Histogram2D> blocks)
    {
        var whole = new Histogram2D();
        foreach (var block in blocks) whole.Add(block);
        return new TorsionPairStatistics(name, whole, blocks);
    }

    private static void AddHistograms(Histogram2D[] sum, Histogram2D[] part)
    {
        for (var i = 0; i < sum.Length; i++) sum[i].Add(part[i]);
    }
}
