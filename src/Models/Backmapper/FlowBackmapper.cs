using LatentSim.Models.Contacts;
using LatentSim.Models.Flow;
using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
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
    private readonly SeedFinder seedFinder;
    private readonly FrameDeficit? deficit;
    private readonly ContactRedraw redraw;
    private readonly float[] coordinates;
    private float[] conditions = [];
    private float[] variables = [];

    /// <summary>Makes the kernel of a trained backmapper.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="limit">The energy that its frames may have; null to take every draw.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The rows are not Z-matrices.</exception>
    public FlowBackmapper(FlowBackmapperWeights weights, EnergyLimit? limit = null)
    {
        if (FlowBackmapperCheck.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.weights = weights;
        flow = new SplineFlow(weights.Flow);
        condition = new BackmapperCondition(weights);
        seedFinder = new SeedFinder(weights.Seeds, weights.Sites, weights.Atoms);
        deficit = FrameDeficit.Of(weights.Contacts, limit, weights.Atoms);
        redraw = new ContactRedraw(flow, weights.Atoms * 3);
        coordinates = new float[condition.Atoms.Count];
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
        for (int walker = 0; walker < walkers; walker++)
        {
            condition.Fill(
                coarse.Slice(walker * Sites * 3, Sites * 3),
                previous.Slice(walker * Atoms * 3, Atoms * 3),
                conditions.AsSpan(walker * condition.Size, condition.Size));
            PhiloxStream random = new(seed, firstWalker + walker, step, RandomPurpose.Backmapper);
            flow.DrawBase(ref random, rows.Slice(walker * flow.Dimension, flow.Dimension));
        }

        flow.Inverse(rows, conditions.AsSpan(0, walkers * condition.Size), rows);
        for (int walker = 0; walker < walkers; walker++)
        {
            Span<float> frame = atoms.Slice(walker * Atoms * 3, Atoms * 3);
            for (int site = 0; site < Sites; site++)
                coarse.Slice((walker * Sites * 3) + (site * 3), 3).CopyTo(frame[(weights.CoarseAtoms[site] * 3)..]);
            Place(rows.Slice(walker * flow.Dimension, flow.Dimension), frame);
        }

        ThrowIfNotFinite(atoms, Atoms * 3, firstWalker, step);
        return deficit is null ? 0 : redraw.Run(new ContactDraw(this, deficit, seed, step, firstWalker), conditions.AsSpan(0, walkers * condition.Size), [], atoms);
    }

    /// <summary>Places all other atoms of a frame that holds the coarse sites' atoms.</summary>
    private void Place(ReadOnlySpan<float> frameVariables, Span<float> atoms)
    {
        condition.AtomScaler.ToCoordinates(frameVariables, coordinates);
        condition.Atoms.ToCartesian(coordinates, atoms);
    }

    private void EnsureScratch(int walkers)
    {
        if (conditions.Length < walkers * condition.Size)
            conditions = new float[walkers * condition.Size];
        if (variables.Length < walkers * flow.Dimension)
            variables = new float[walkers * flow.Dimension];
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> values, int rowLength, int firstWalker, long step)
    {
        int bad = FiniteCheck.FirstNonFinite(values);
        if (bad >= 0)
            throw new NonFiniteStateException(firstWalker + (bad / rowLength), step, StageName);
    }

    private readonly struct ContactDraw(FlowBackmapper backmapper, FrameDeficit deficit, ulong seed, long step, int firstWalker) : IContactDraw
    {
        public PhiloxStream Random(int row, int attempt) => new(seed, firstWalker + row, step, RandomPurpose.Backmapper, attempt);

        public float Place(int row, ReadOnlySpan<float> variables, Span<float> frame)
        {
            backmapper.Place(variables, frame);
            return 0;
        }

        public float Deficit(ReadOnlySpan<float> frame) => deficit.Of(frame);
    }
}
