using LatentSim.Models.Stages;

namespace LatentSim.Analysis;

/// <summary>
/// Statistics of a run's latent coordinates while it runs: the free energy along psi_1 and the autocorrelation time of every coordinate, with error bars from
/// five groups of walkers. All sums are of integers, so the estimates do not depend on the size or the order in which blocks of walkers arrive.
/// </summary>
/// <remarks>
/// Memory: 192 bytes a walker and coordinate, and some kilobytes, whatever the length. Not safe for concurrent use: merge one for each shard instead.
/// </remarks>
public sealed class RunningLatents
{
    private const int MostDimensions = 1024;

    private readonly WalkerLatents[] _walkers;
    private readonly GroupLatents[] _groups;
    private readonly LatentSeries _series;
    private readonly int _dimension;
    private readonly double _lagTime;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="walkers">Walkers in the whole run.</param>
    /// <param name="dimension">Number of latent coordinates.</param>
    /// <param name="lagTime">Time of one step in ps.</param>
    public RunningLatents(int walkers, int dimension, double lagTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(walkers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MostDimensions);
        if (!(lagTime > 0)) throw new ArgumentOutOfRangeException(nameof(lagTime), lagTime, "Expected a positive lag.");
        (_dimension, _lagTime) = (dimension, lagTime);
        _series = new LatentSeries(dimension);
        _walkers = [.. Enumerable.Range(0, walkers).Select(_ => new WalkerLatents(dimension))];
        _groups = [.. Enumerable.Range(0, Math.Min(walkers, BlockAverage.DefaultBlocks)).Select(_ => new GroupLatents(dimension))];
    }

    /// <summary>Frames counted so far, of all walkers.</summary>
    public long Frames => _walkers.Sum(walker => walker.Frames);

    /// <summary>Counts one step of one walker.</summary>
    /// <param name="walker">Index of the walker in the whole run.</param>
    /// <param name="step">Its step.</param>
    /// <param name="latents">Its latent coordinates, on the [0, 1] scale of the propagator.</param>
    /// <exception cref="InvalidOperationException">This step, or a later one, of this walker was counted already.</exception>
    /// <exception cref="ArgumentException">The walker does not exist, or the number of coordinates is another.</exception>
    public void Add(int walker, long step, ReadOnlySpan<float> latents)
    {
        if (latents.Length != _dimension) throw new ArgumentException($"Expected {_dimension} coordinates, got {latents.Length}.", nameof(latents));
        AddSteps(walker, step, 1, latents, _dimension);
    }

    /// <summary>Counts a block of latents; the block stays the caller's.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Add(int, long, ReadOnlySpan{float})"/>, which counts a single step.</exception>
    /// <exception cref="ArgumentException">A walker does not exist, or the number of coordinates is another.</exception>
    public void Add(LatentBlock block)
    {
        if (block.Dimension != _dimension) throw new ArgumentException($"Expected {_dimension} coordinates, got {block.Dimension}.", nameof(block));
        var values = block.Values;
        for (var walker = 0; walker < block.Walkers; walker++)
            AddSteps(block.FirstWalker + walker, block.FirstStep, block.Steps, values[(walker * _dimension)..], block.Walkers * _dimension);
    }

    /// <summary>Adds what another one counted of other walkers of the same run.</summary>
    /// <exception cref="ArgumentException">It is of another run, or a walker was counted by both.</exception>
    public void Merge(RunningLatents other)
    {
        if (other._walkers.Length != _walkers.Length || other._dimension != _dimension || other._lagTime != _lagTime)
            throw new ArgumentException("The counts are of different runs.", nameof(other));
        for (var w = 0; w < _walkers.Length; w++)
        {
            if (_walkers[w].Frames > 0 && other._walkers[w].Frames > 0) throw new ArgumentException($"Both counted walker {w}.", nameof(other));
        }

        for (var w = 0; w < _walkers.Length; w++)
        {
            if (other._walkers[w].Frames > 0) _walkers[w] = other._walkers[w].Copy();
        }

        for (var g = 0; g < _groups.Length; g++) _groups[g].Add(other._groups[g]);
    }

    /// <summary>All that was counted, for a checkpoint; equal counts give equal bytes.</summary>
    public byte[] ToBytes() => LatentBytes.Write(_walkers, _groups, _dimension, _lagTime);

    /// <summary>Takes up where <see cref="ToBytes"/> left off.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The bytes are damaged, or of another run.</exception>
    public static RunningLatents FromBytes(int walkers, int dimension, double lagTime, ReadOnlySpan<byte> bytes)
    {
        var latents = new RunningLatents(walkers, dimension, lagTime);
        LatentBytes.Read(bytes, latents._walkers, latents._groups, dimension, lagTime);
        return latents;
    }

    /// <summary>The estimates so far.</summary>
    public LatentEstimates Estimate()
    {
        var whole = new GroupLatents(_dimension);
        foreach (var group in _groups) whole.Add(group);
        var profile = whole.Histogram.Total > 0 ? FreeEnergyProfile.Along(whole.Histogram, [.. _groups.Select(group => group.Histogram)]) : null;
        return new LatentEstimates(
            Frames, _walkers.Count(walker => walker.Frames > 0), _lagTime, GroupLatents.Axis.Low, GroupLatents.Axis.High, whole.Histogram.Counts.ToArray(), whole.Histogram.Outside,
            [.. (profile?.Values ?? []).Select((f, i) => new Estimate(Finite(f), Finite(profile!.StandardErrors[i])))],
            [.. Enumerable.Range(0, _dimension).Select(d => LatentRelaxation.Time(whole, _groups, d, _dimension, _lagTime))]);
    }

    private void AddSteps(int walker, long firstStep, int steps, ReadOnlySpan<float> values, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)walker, (uint)_walkers.Length, nameof(walker));
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        var state = _walkers[walker];
        if (state.Frames > 0 && firstStep <= state.LastStep) throw new InvalidOperationException($"Step {firstStep} of walker {walker} came after step {state.LastStep}.");
        if (state.Frames == 0 || firstStep != state.LastStep + 1) state.FirstStep = firstStep;

        var group = _groups[(int)((long)walker * _groups.Length / _walkers.Length)];
        for (int t = 0, at = 0; t < steps; t++, at += stride) group.Histogram.Add(values[at]);
        _series.Take(firstStep, steps, values, stride);
        _series.Count(state, group);
        state.LastStep = firstStep + steps - 1;
        state.Frames += steps;
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
