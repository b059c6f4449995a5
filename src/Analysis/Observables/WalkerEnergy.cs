namespace LatentSim.Analysis;

/// <summary>The energy of one walker over time, in memory that does not grow: its moments about the start, its farthest excursion, and the means of blocks of time, which
/// are joined in pairs when there are too many.</summary>
internal sealed class WalkerEnergy
{
    /// <summary>Numbers of its state.</summary>
    internal const int StateLength = Scalars + MostBlocks;

    private const int MostBlocks = 40;
    private const int Scalars = 9;
    private const double MostEnergy = 1e100;
    private readonly double[] _sums = new double[MostBlocks];
    private double _sumsOfSquares;
    private double _partSum;
    private long _partSize;
    private long _blockSize = 1;
    private int _blocks;

    /// <summary>Frames counted.</summary>
    internal long Frames { get; private set; }

    /// <summary>The energy at the first of them.</summary>
    internal double Start { get; private set; }

    /// <summary>The mean of the energy less that at the start.</summary>
    internal double MeanChange { get; private set; }

    /// <summary>The change that is farthest from zero.</summary>
    internal double GreatestChange { get; private set; }

    /// <summary>The frame, counted from 0, where it was.</summary>
    internal long GreatestAt { get; private set; }

    /// <summary>The mean square of the energy about its mean; NaN without frames.</summary>
    internal double Variance => Frames > 0 ? _sumsOfSquares / Frames : double.NaN;

    /// <summary>Counts the next frame. Two particles in the same place have no energy: what is beyond <see cref="MostEnergy"/> counts as that.</summary>
    internal void Add(double energy)
    {
        energy = double.IsNaN(energy) ? MostEnergy : Math.Clamp(energy, -MostEnergy, MostEnergy);
        if (Frames == 0) Start = energy;
        var change = energy - Start;
        if (Math.Abs(change) > Math.Abs(GreatestChange)) (GreatestChange, GreatestAt) = (change, Frames);
        Frames++;
        var fromMean = change - MeanChange;
        MeanChange += fromMean / Frames;
        _sumsOfSquares += fromMean * (change - MeanChange);
        _partSum += change;
        if (++_partSize == _blockSize) EndBlock();
    }

    /// <summary>The slope of the change over time, from the blocks that are whole.</summary>
    internal DriftSlope Slope(double timestep)
    {
        if (_blocks < 3) return new DriftSlope(double.NaN, double.NaN, false, _blocks);
        var length = _blockSize * timestep;
        var drift = new LinearDrift(_blocks * length, _blocks);
        for (var block = 0; block < _blocks; block++) drift.Add((block + 0.5) * length, _sums[block] / _blockSize);
        return drift.Slope();
    }

    /// <summary>The mean energy of each block that is whole.</summary>
    internal IEnumerable<double> BlockMeans() => _sums.Take(_blocks).Select(sum => Start + (sum / _blockSize));

    internal void Write(Span<double> state)
    {
        ((ReadOnlySpan<double>)[Frames, Start, MeanChange, _sumsOfSquares, GreatestChange, GreatestAt, _partSum, _blockSize, _blocks]).CopyTo(state);
        _sums.CopyTo(state[Scalars..]);
    }

    /// <summary>Reads a state; null where it is none.</summary>
    internal static WalkerEnergy? Read(ReadOnlySpan<double> state)
    {
        foreach (var value in state)
            if (!double.IsFinite(value)) return null;
        var (frames, blockSize, blocks) = (state[0], state[7], state[8]);
        if (!IsCount(frames) || !IsCount(blockSize) || blockSize < 1 || !IsCount(blocks) || blocks >= MostBlocks || !IsCount(state[5])) return null;
        var left = frames - (blocks * blockSize);
        if (left < 0 || left >= blockSize) return null;
        var walker = new WalkerEnergy
        {
            Frames = (long)frames, Start = state[1], MeanChange = state[2], GreatestChange = state[4], GreatestAt = (long)state[5],
            _sumsOfSquares = state[3], _partSum = state[6], _partSize = (long)left, _blockSize = (long)blockSize, _blocks = (int)blocks,
        };
        state[Scalars..].CopyTo(walker._sums);
        return walker;
    }

    private static bool IsCount(double value) => value is >= 0 and < (1L << 53) && value == Math.Floor(value);

    private void EndBlock()
    {
        _sums[_blocks++] = _partSum;
        (_partSum, _partSize) = (0, 0);
        if (_blocks < MostBlocks) return;
        for (var pair = 0; pair < MostBlocks / 2; pair++) _sums[pair] = _sums[2 * pair] + _sums[(2 * pair) + 1];
        Array.Clear(_sums, MostBlocks / 2, MostBlocks / 2);
        (_blocks, _blockSize) = (MostBlocks / 2, 2 * _blockSize);
    }
}
