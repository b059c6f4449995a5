using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>
/// The published backmapper (Shmilovich et al. 2022): a latent code from the density that training left, decoded under the densities of the coarse sites and of
/// the walker's atoms one step before. Walkers go through the network one by one, so none depends on its neighbours.
/// </summary>
public sealed class VoxelBackmapper : IBackmapper
{
    private const string StageName = "backmapper";
    private readonly VoxelBackmapperWeights weights;
    private readonly GaussianMixtureDraw codes;
    private readonly DensityKernel densities;
    private readonly VoxelDecoder decoder;
    private readonly CollapseKernel collapse;
    private readonly SeedFinder seedFinder;
    private readonly CodeRedraw? redraw;
    private readonly SitesOrientation? orientation;
    private readonly float[] code;
    private readonly float[] centre = new float[3];

    /// <summary>Makes the kernel of a trained backmapper.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="limit">The energy that its frames may have; null to take every draw.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public VoxelBackmapper(VoxelBackmapperWeights weights, EnergyLimit? limit = null)
    {
        if (weights.Problem() is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.weights = weights;
        codes = new GaussianMixtureDraw(weights.Codes);
        densities = new DensityKernel(weights.Grid, weights.Decoder.Condition.Convolution.Inputs);
        decoder = new VoxelDecoder(weights.Decoder, weights.Grid.Points);
        collapse = new CollapseKernel(weights.Grid, weights.Atoms);
        seedFinder = new SeedFinder(weights.Seeds, weights.Sites, weights.Atoms);
        code = new float[codes.Dimension];
        orientation = weights.Reference.Length == 0 ? null : new SitesOrientation(weights);
        redraw = limit is null ? null : new CodeRedraw(this, limit);
    }

    /// <inheritdoc/>
    public int Sites => weights.Sites;

    /// <inheritdoc/>
    public int Atoms => weights.Atoms;

    /// <summary>The length of a latent code.</summary>
    internal int CodeSize => code.Length;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of this backmapper's sizes.</exception>
    /// <exception cref="NonFiniteStateException">A position that is not finite was given or computed.</exception>
    public void Backmap(ulong seed, FrameBlock coarse, Span<float> previous, FrameBlock atoms)
    {
        BlockCheck.Throw(coarse, Sites, atoms, Atoms);
        if (previous.Length != coarse.Walkers * Atoms * 3)
            throw new ArgumentException($"{previous.Length} previous values, expected {coarse.Walkers} x {Atoms} x 3.", nameof(previous));

        for (int step = 0; step < coarse.Steps; step++)
        {
            long absoluteStep = coarse.FirstStep + step;
            ThrowIfNotFinite(coarse.Step(step), Sites * 3, coarse.FirstWalker, absoluteStep);
            if (absoluteStep == 0 && weights.UsesPrevious)
                FillSeeds(coarse.Step(step), previous);
            if (weights.UsesPrevious)
                ThrowIfNotFinite(previous, Atoms * 3, coarse.FirstWalker, absoluteStep);

            atoms.Redrawn += BackmapStep(seed, absoluteStep, coarse.FirstWalker, coarse.Step(step), previous, atoms.Step(step));
            ThrowIfNotFinite(atoms.Step(step), Atoms * 3, coarse.FirstWalker, absoluteStep);
            atoms.Step(step).CopyTo(previous);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Draws a latent code [<see cref="CodeSize"/>].</summary>
    internal void Draw(ref PhiloxStream random, Span<float> drawn) => codes.Draw(ref random, drawn);

    /// <summary>Takes in the condition of the frames that <see cref="Place"/> then makes.</summary>
    /// <param name="coarse">The coarse sites, [site, 3], nm.</param>
    /// <param name="previous">The atoms one step before, [atom, 3], nm; not looked at where they are no part of the condition.</param>
    internal void See(ReadOnlySpan<float> coarse, ReadOnlySpan<float> previous)
    {
        if (orientation is not null)
        {
            orientation.Turn(coarse, previous);
            coarse = orientation.Sites;
            previous = orientation.PreviousAtoms;
        }

        FillCentre(coarse);
        int first = 0;
        if (weights.UsesPrevious)
        {
            densities.Place(0, previous, centre);
            first = Atoms;
        }

        densities.Place(first, coarse, centre);
        densities.Fill(decoder.Densities);
        decoder.See();
    }

    /// <summary>Makes the frame [atom, 3], nm, of a latent code under the condition that was seen last.</summary>
    internal void Place(ReadOnlySpan<float> drawn, Span<float> frame)
    {
        decoder.Decode(drawn);
        collapse.Fill(decoder.Sums, centre, frame);
        orientation?.TurnBack(frame);
    }

    /// <summary>Returns how many frames were drawn again for their energy.</summary>
    private int BackmapStep(ulong seed, long step, int firstWalker, ReadOnlySpan<float> coarse, ReadOnlySpan<float> previous, Span<float> atoms)
    {
        int redrawn = 0;
        for (int walker = 0; walker < coarse.Length / (Sites * 3); walker++)
        {
            Span<float> frame = atoms.Slice(walker * Atoms * 3, Atoms * 3);
            PhiloxStream random = new(seed, firstWalker + walker, step, RandomPurpose.Backmapper);
            Draw(ref random, code);
            See(coarse.Slice(walker * Sites * 3, Sites * 3), previous.Slice(walker * Atoms * 3, Atoms * 3));
            Place(code, frame);
            if (redraw is not null && redraw.Run(seed, firstWalker + walker, step, frame))
                redrawn++;
        }

        return redrawn;
    }

    private void FillSeeds(ReadOnlySpan<float> coarse, Span<float> previous)
    {
        for (int walker = 0; walker < coarse.Length / (Sites * 3); walker++)
            seedFinder.Fill(coarse.Slice(walker * Sites * 3, Sites * 3), previous.Slice(walker * Atoms * 3, Atoms * 3));
    }

    private void FillCentre(ReadOnlySpan<float> coarse)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            double sum = 0;
            for (int site = 0; site < Sites; site++)
                sum += coarse[(site * 3) + axis];
            centre[axis] = (float)(sum / Sites);
        }
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> values, int rowLength, int firstWalker, long step)
    {
        int bad = FiniteCheck.FirstNonFinite(values);
        if (bad >= 0)
            throw new NonFiniteStateException(firstWalker + (bad / rowLength), step, StageName);
    }
}
