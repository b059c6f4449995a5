using System.Buffers.Binary;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>
/// The potential energies of a run's frames while it runs. Sums are kept walker by walker in the order of its steps, and all else is counts, so that estimates
/// do not depend on how blocks of walkers arrive.
/// </summary>
/// <remarks>Memory: 0.4 kB a walker and 11 kB, whatever the length. Not safe for concurrent use.</remarks>
public sealed class RunningPotential
{
    private const int Counts = 3;
    private const int Extremes = 2;
    private readonly WalkerEnergy[] _walkers;
    private readonly EnergyHistogram _histogram;
    private readonly double? _limit;
    private long _coinciding;
    private long _above;
    private long _redrawn;
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="walkers">Walkers in the whole run.</param>
    /// <param name="typical">The energy of any frame of the molecule, kJ/mol; quantiles are sharpest near it.</param>
    /// <param name="limit">The energy above which frames are drawn again, kJ/mol; null where there is none.</param>
    public RunningPotential(int walkers, double typical, double? limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(walkers, 1);
        if (!double.IsFinite(typical)) throw new ArgumentOutOfRangeException(nameof(typical), typical, "Expected a finite energy.");
        _walkers = [.. Enumerable.Range(0, walkers).Select(_ => new WalkerEnergy())];
        _histogram = new EnergyHistogram(typical);
        _limit = limit;
    }

    /// <summary>Counts a block of frames with their energies; the block stays the caller's.</summary>
    /// <exception cref="ArgumentException">It has no energies.</exception>
    public void Add(FrameBlock block)
    {
        var energies = block.Energies;
        if (energies.Length != block.Steps * block.Walkers) throw new ArgumentException("The block has no energies.", nameof(block));
        for (var i = 0; i < energies.Length; i++) Add(block.FirstWalker + (i % block.Walkers), energies[i]);
        _redrawn += block.Redrawn;
    }

    /// <summary>What was found so far.</summary>
    public PotentialEstimates Estimate()
    {
        WalkerEnergy[] counted = [.. _walkers.Where(walker => walker.Frames > 0)];
        var frames = counted.Sum(walker => walker.Frames);
        double? mean = frames == 0 ? null : counted.Sum(walker => Mean(walker) * walker.Frames) / frames;
        double? variance = mean is { } m ? counted.Sum(walker => (walker.Variance + ((Mean(walker) - m) * (Mean(walker) - m))) * walker.Frames) / frames : null;
        return new PotentialEstimates(
            frames + _coinciding, new Estimate(mean, Error(counted)), variance is { } square ? Math.Sqrt(square) : null,
            frames == 0 ? null : _least, frames == 0 ? null : _most,
            [.. PotentialEstimates.Shares.Select(share => new EnergyQuantile(share, _histogram.Quantile(share)))],
            _coinciding, _limit, _limit is null ? null : _redrawn, _limit is null ? null : _above);
    }

    /// <summary>All that was counted, little-endian; equal counts give equal bytes.</summary>
    public byte[] ToBytes()
    {
        var state = new double[_walkers.Length * WalkerEnergy.StateLength];
        for (var walker = 0; walker < _walkers.Length; walker++)
            _walkers[walker].Write(state.AsSpan(walker * WalkerEnergy.StateLength, WalkerEnergy.StateLength));
        var bytes = new byte[Length(_walkers.Length)];
        var place = 0;
        foreach (var value in (double[])[.. state, _least, _most]) BinaryPrimitives.WriteDoubleLittleEndian(Next(bytes, ref place), value);
        foreach (var count in (long[])[_coinciding, _above, _redrawn, .. _histogram.Counts]) BinaryPrimitives.WriteInt64LittleEndian(Next(bytes, ref place), count);
        return bytes;
    }

    /// <summary>Takes up where <see cref="ToBytes"/> left off.</summary>
    /// <exception cref="InvalidInputException">The bytes are damaged, or of another run.</exception>
    public static RunningPotential FromBytes(int walkers, double typical, double? limit, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length(walkers)) throw CheckpointReader.Bad($"potential energies have {bytes.Length} bytes; expected those of {walkers} walkers");
        var running = new RunningPotential(walkers, typical, limit);
        var reader = new CheckpointReader(bytes);
        var state = new double[WalkerEnergy.StateLength];
        for (var walker = 0; walker < walkers; walker++)
        {
            for (var i = 0; i < state.Length; i++) state[i] = reader.Double();
            running._walkers[walker] = WalkerEnergy.Read(state) ?? throw CheckpointReader.Bad($"the potential energy of walker {walker} is damaged");
        }

        (running._least, running._most) = (reader.Double(), reader.Double());
        (running._coinciding, running._above, running._redrawn) = (reader.Count(), reader.Count(), reader.Count());
        foreach (ref var count in running._histogram.Counts) count = reader.Count();
        return running;
    }

    private static int Length(int walkers) => checked(((walkers * WalkerEnergy.StateLength) + Extremes + Counts + EnergyHistogram.Bins) * sizeof(double));

    private static Span<byte> Next(byte[] bytes, ref int place) => bytes.AsSpan((place += sizeof(double)) - sizeof(double), sizeof(double));

    private static double Mean(WalkerEnergy walker) => walker.Start + walker.MeanChange;

    // Walkers are independent; where there are few, the blocks of time that each of them keeps say more.
    private static double? Error(WalkerEnergy[] counted)
    {
        double[] means = [.. counted.Length < BlockAverage.DefaultBlocks ? counted.SelectMany(walker => walker.BlockMeans()) : counted.Select(Mean)];
        return means.Length < 2 ? null : BlockAverage.Of(means).StandardError;
    }

    private void Add(int walker, double energy)
    {
        if (energy > _limit) _above++;
        if (!double.IsFinite(energy))
        {
            _coinciding++;
            return;
        }

        _walkers[walker].Add(energy);
        _histogram.Add(energy);
        _least = Math.Min(_least, energy);
        _most = Math.Max(_most, energy);
    }
}
