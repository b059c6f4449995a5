using LatentSim.Models.Stages;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>
/// Statistics of a run while it runs: (phi, psi) counts, populations of <see cref="Basin"/>s and transitions between them, radius of gyration,
/// distances between adjacent alpha carbons. <see cref="RunningLatents"/> does the same for the latent coordinates.
/// Integer counts are kept for five groups of walkers, which are independent and so give the error bars; sums of real numbers are kept
/// walker by walker and added in the walkers' order. So the estimates do not depend on the size or the order in which blocks of walkers arrive.
/// </summary>
/// <remarks>Memory: a few dozen bytes a walker and some kilobytes a torsion pair. Not safe for concurrent use: merge one for each shard instead.</remarks>
public sealed class RunningObservables
{
    private readonly EnsembleDefinition _definition;
    private readonly double[] _masses;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="definition">The molecule and its torsion pairs.</param>
    /// <param name="walkers">Walkers in the whole run.</param>
    /// <param name="lagTime">Time of one step in ps.</param>
    public RunningObservables(EnsembleDefinition definition, int walkers, double lagTime)
        : this(definition, new ObservableCounts(walkers, definition.TorsionPairs.Count, definition.AdjacentAlphaCarbons.Count, lagTime))
    {
    }

    private RunningObservables(EnsembleDefinition definition, ObservableCounts counts)
    {
        _definition = definition;
        Counts = counts;
        _masses = [.. definition.Topology.Atoms.Select(atom => atom.Element.Mass)];
        if (!(_masses.Sum() > 0)) Array.Fill(_masses, 1);
    }

    /// <summary>Frames counted so far, of all walkers.</summary>
    public long Frames => Counts.Walkers.Sum(walker => walker.Frames);

    internal ObservableCounts Counts { get; }

    /// <summary>Counts one frame of one walker.</summary>
    /// <param name="walker">Index of the walker in the whole run.</param>
    /// <param name="step">Its step; a transition is counted only from the step before.</param>
    /// <param name="positions">float[atom, 3] in nm.</param>
    /// <exception cref="InvalidOperationException">This step, or a later one, of this walker was counted already.</exception>
    /// <exception cref="ArgumentException">The walker does not exist, or the number of coordinates is not the molecule's.</exception>
    public void Add(int walker, long step, ReadOnlySpan<float> positions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)walker, (uint)Counts.Walkers.Length, nameof(walker));
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (positions.Length != 3 * _definition.Topology.AtomCount)
            throw new ArgumentException($"Expected {3 * _definition.Topology.AtomCount} coordinates, got {positions.Length}.", nameof(positions));
        var state = Counts.Walkers[walker];
        if (state.Frames > 0 && step <= state.LastStep)
            throw new InvalidOperationException($"Step {step} of walker {walker} came after step {state.LastStep}.");

        var follows = state.Frames > 0 && step == state.LastStep + 1;
        state.AddRadius(RadiusOfGyration.Compute(positions, _masses), step);
        var group = Counts.Groups[Counts.GroupOf(walker)];
        for (var i = 0; i < group.Distances.Length; i++)
        {
            var (a, b) = _definition.AdjacentAlphaCarbons[i];
            group.Distances[i].Add(Distances.Compute(positions, a, b));
        }

        for (var i = 0; i < _definition.TorsionPairs.Count; i++)
        {
            var pair = _definition.TorsionPairs[i];
            var (phi, psi) = (Torsions.Compute(positions, pair.First), Torsions.Compute(positions, pair.Second));
            var basin = (int)Basins.Of(phi, psi);
            group.Histograms[i].Add(phi, psi);
            group.Populations[i][basin]++;
            if (follows) group.Transitions[i].Add(state.Basins[i], basin);
            state.Basins[i] = (byte)basin;
        }
    }

    /// <summary>Counts one walker's consecutive frames.</summary>
    /// <param name="walker">Index of the walker in the whole run.</param>
    /// <param name="firstStep">Step of the first.</param>
    /// <param name="positions">float[frame, atom, 3] in nm.</param>
    /// <exception cref="InvalidOperationException">As for <see cref="Add(int, long, ReadOnlySpan{float})"/>, which counts a single frame.</exception>
    public void AddFrames(int walker, long firstStep, ReadOnlySpan<float> positions)
    {
        var size = 3 * _definition.Topology.AtomCount;
        if (positions.Length % size != 0) throw new ArgumentException($"Expected frames of {size} coordinates.", nameof(positions));
        for (var i = 0; i < positions.Length / size; i++) Add(walker, firstStep + i, positions.Slice(i * size, size));
    }

    /// <summary>Counts a block of frames; the block stays the caller's.</summary>
    public void Add(FrameBlock block)
    {
        var size = 3 * block.Sites;
        for (var step = 0; step < block.Steps; step++)
        {
            for (var walker = 0; walker < block.Walkers; walker++)
                Add(block.FirstWalker + walker, block.FirstStep + step, block.Step(step).Slice(walker * size, size));
        }
    }

    /// <summary>Adds what another one counted of other walkers of the same run.</summary>
    /// <exception cref="ArgumentException">It is of another run, or a walker was counted by both.</exception>
    public void Merge(RunningObservables other) => Counts.Merge(other.Counts);

    /// <summary>All that was counted, for a checkpoint; equal counts give equal bytes.</summary>
    public byte[] ToBytes() => ObservableBytes.Write(Counts);

    /// <summary>Takes up where <see cref="ToBytes"/> left off.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The bytes are damaged, or of another run.</exception>
    public static RunningObservables FromBytes(EnsembleDefinition definition, int walkers, double lagTime, ReadOnlySpan<byte> bytes)
    {
        var counts = new ObservableCounts(walkers, definition.TorsionPairs.Count, definition.AdjacentAlphaCarbons.Count, lagTime);
        ObservableBytes.Read(bytes, counts);
        return new RunningObservables(definition, counts);
    }

    /// <summary>The estimates so far.</summary>
    public RunningEstimates Estimate() => RunningEstimates.Of(
        Counts, [.. _definition.TorsionPairs.Select(pair => pair.Name)], [.. _definition.AdjacentAlphaCarbons.Select(_definition.Label)]);
}
