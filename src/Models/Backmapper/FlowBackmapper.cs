using LatentSim.Models.Contacts;
using LatentSim.Models.Flow;
using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Backmapper;

/// <summary>
/// Draws the atoms around coarse sites from a conditional neural spline flow (Durkan et al. 2019) on their internal coordinates, given the walker's atoms one
/// step before unless each frame is drawn by itself; step after step, all walkers of a block at once. Rotations of the input rotate the output.
/// </summary>
public sealed class FlowBackmapper : IBackmapper
{
    private const string StageName = "backmapper";
    private readonly FlowBackmapperWeights weights;
    private readonly SplineFlow flow;
    private readonly BackmapperCondition condition;
    private readonly ConditionLanes conditionLanes;
    private readonly ScalerLanes scaler;
    private readonly CoordinateLanes placement;
    private readonly SeedFinder seedFinder;
    private readonly FrameDeficit? deficit;
    private readonly ContactRedraw redraw;
    private readonly float[] gaps = new float[FrameLanes.Count];
    private readonly float[] variableLanes;
    private readonly float[] coordinateLanes;
    private readonly float[] frameLanes;
    private RandomKey[] keys = [];
    private float[] deficits = [];
    private float[] conditions = [];
    private float[] variables = [];

    /// <summary>Makes the kernel of a trained backmapper.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="limit">The energy that its frames may have; null to take every draw.</param>
    /// <param name="instructions">How wide vectors are; null for <see cref="InstructionSets.Chosen"/>. Frames are the same bit for bit.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The rows are not Z-matrices.</exception>
    public FlowBackmapper(FlowBackmapperWeights weights, EnergyLimit? limit = null, InstructionSet? instructions = null)
    {
        if (FlowBackmapperCheck.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.weights = weights;
        InstructionSet chosen = instructions ?? InstructionSets.Chosen;
        flow = new SplineFlow(weights.Flow, chosen);
        condition = new BackmapperCondition(weights);
        conditionLanes = new ConditionLanes(condition, weights.CoarseAtoms, chosen);
        scaler = new ScalerLanes(condition.AtomScaler, chosen);
        placement = new CoordinateLanes(condition.Atoms, chosen);
        seedFinder = new SeedFinder(weights.Seeds, weights.Sites, weights.Atoms, chosen);
        deficit = FrameDeficit.Of(weights.Contacts, limit, weights.Atoms);
        redraw = new ContactRedraw(flow, weights.Atoms * 3);
        variableLanes = new float[flow.Dimension * FrameLanes.Count];
        coordinateLanes = new float[condition.Atoms.Count * FrameLanes.Count];
        frameLanes = new float[weights.Atoms * 3 * FrameLanes.Count];
    }

    /// <inheritdoc/>
    public int Sites => weights.Sites;

    /// <inheritdoc/>
    public int Atoms => weights.Atoms;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of this backmapper's sizes.</exception>
    /// <exception cref="NonFiniteStateException">A position that is not finite was given or computed.</exception>
    public void Backmap(ulong seed, FrameBlock coarse, Span<float> previous, FrameBlock atoms)
    {
        BlockCheck.Throw(coarse, Sites, atoms, Atoms);
        if (previous.Length != coarse.Walkers * Atoms * 3)
            throw new ArgumentException($"{previous.Length} previous values, expected {coarse.Walkers} x {Atoms} x 3.", nameof(previous));

        EnsureScratch(coarse.Walkers);
        for (int step = 0; step < coarse.Steps; step++)
        {
            long absoluteStep = coarse.FirstStep + step;
            ThrowIfNotFinite(coarse.Step(step), Sites * 3, coarse.FirstWalker, absoluteStep);
            if (absoluteStep == 0 && weights.UsesPrevious)
                FillSeeds(coarse.Step(step), previous);

            atoms.Redrawn += BackmapStep(seed, absoluteStep, coarse.FirstWalker, coarse.Step(step), previous, atoms.Step(step));
            atoms.Step(step).CopyTo(previous);
        }
    }

    private void FillSeeds(ReadOnlySpan<float> coarse, Span<float> previous)
    {
        for (int walker = 0; walker < coarse.Length / (Sites * 3); walker++)
            seedFinder.Fill(coarse.Slice(walker * Sites * 3, Sites * 3), previous.Slice(walker * Atoms * 3, Atoms * 3));
    }

    /// <summary>Returns how many frames were drawn again for their energy.</summary>
    private int BackmapStep(ulong seed, long step, int firstWalker, ReadOnlySpan<float> coarse, ReadOnlySpan<float> previous, Span<float> atoms)
    {
        int walkers = previous.Length / (Atoms * 3);
        Span<float> rows = variables.AsSpan(0, walkers * flow.Dimension);
        Span<float> rowConditions = conditions.AsSpan(0, walkers * condition.Size);
        FillConditions(coarse, previous, rowConditions);
        for (int walker = 0; walker < walkers; walker++)
            keys[walker] = new RandomKey(firstWalker + walker, step);
        flow.DrawBase(seed, keys.AsSpan(0, walkers), RandomPurpose.Backmapper, rows);
        flow.Inverse(rows, rowConditions, rows);
        PlaceAll(rows, coarse, atoms);
        ThrowIfNotFinite(atoms, Atoms * 3, firstWalker, step);
        return deficit is null ? 0 : redraw.Run(new ContactDraw(this, seed, step, firstWalker), rowConditions, deficits.AsSpan(0, walkers), atoms);
    }

    private void FillConditions(ReadOnlySpan<float> coarse, ReadOnlySpan<float> previous, Span<float> rows)
    {
        int walkers = rows.Length / condition.Size;
        for (int walker = 0; walker < walkers; walker += FrameLanes.Count)
        {
            int count = Math.Min(FrameLanes.Count, walkers - walker);
            conditionLanes.Fill(
                coarse.Slice(walker * Sites * 3, count * Sites * 3),
                previous.Slice(walker * Atoms * 3, count * Atoms * 3),
                rows.Slice(walker * condition.Size, count * condition.Size));
        }
    }

    private void PlaceAll(ReadOnlySpan<float> rows, ReadOnlySpan<float> coarse, Span<float> atoms)
    {
        int walkers = rows.Length / flow.Dimension;
        for (int walker = 0; walker < walkers; walker++)
        {
            Span<float> frame = atoms.Slice(walker * Atoms * 3, Atoms * 3);
            for (int site = 0; site < Sites; site++)
                coarse.Slice((walker * Sites * 3) + (site * 3), 3).CopyTo(frame[(weights.CoarseAtoms[site] * 3)..]);
        }

        for (int walker = 0; walker < walkers; walker += FrameLanes.Count)
        {
            int count = Math.Min(FrameLanes.Count, walkers - walker);
            Place(
                rows.Slice(walker * flow.Dimension, count * flow.Dimension),
                atoms.Slice(walker * Atoms * 3, count * Atoms * 3),
                deficits.AsSpan(walker, count));
        }
    }

    /// <summary>Places all other atoms of one frame to eight, which hold the coarse sites' atoms.</summary>
    private void Place(ReadOnlySpan<float> frameVariables, Span<float> frames, Span<float> frameDeficits)
    {
        SideBySide.Gather(frameVariables, flow.Dimension, variableLanes);
        scaler.ToCoordinates(variableLanes, coordinateLanes);
        SideBySide.Gather(frames, Atoms * 3, frameLanes);
        placement.Place(coordinateLanes, frameLanes, gaps, frameDeficits.Length);
        SideBySide.Scatter(frameLanes, Atoms * 3, frames);
        deficit?.Fill(frames, frameLanes, frameDeficits);
    }

    private void EnsureScratch(int walkers)
    {
        if (keys.Length >= walkers)
            return;
        keys = new RandomKey[walkers];
        deficits = new float[walkers];
        conditions = new float[walkers * condition.Size];
        variables = new float[walkers * flow.Dimension];
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> values, int rowLength, int firstWalker, long step)
    {
        int bad = FiniteCheck.FirstNonFinite(values);
        if (bad >= 0)
            throw new NonFiniteStateException(firstWalker + (bad / rowLength), step, StageName);
    }

    private readonly struct ContactDraw(FlowBackmapper backmapper, ulong seed, long step, int firstWalker) : IContactDraw
    {
        public ulong Seed => seed;

        public RandomPurpose Purpose => RandomPurpose.Backmapper;

        public RandomKey Key(int row, int attempt) => new(firstWalker + row, step, attempt);

        public void Place(ReadOnlySpan<float> variables, Span<float> frames, Span<float> deficits) => backmapper.Place(variables, frames, deficits);
    }
}
