using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;

namespace LatentSim.Engine.Benchmarks;

/// <summary>The three stages of a model one after the other on one thread, with nothing around them: blocks of a shard as a run computes them.</summary>
internal sealed class StageChain : IDisposable
{
    /// <summary>Walkers of the shard.</summary>
    public const int Walkers = 16;

    /// <summary>Steps of a block.</summary>
    public const int Steps = 32;

    private const ulong Seed = 1;
    private readonly IPropagator propagator;
    private readonly IDecoder decoder;
    private readonly IBackmapper backmapper;
    private readonly LatentBlock latents;
    private readonly FrameBlock coarse;
    private readonly FrameBlock atoms;
    private readonly float[] state;
    private readonly float[] previous;

    /// <summary>Makes the stages, and the walkers' starts.</summary>
    public StageChain(Simulator model, int firstWalker)
    {
        propagator = model.CreatePropagator();
        decoder = model.CreateDecoder();
        backmapper = model.CreateBackmapper();
        state = new float[Walkers * model.Dimension];
        previous = new float[Walkers * backmapper.Atoms * 3];
        using (LatentBlock startLatents = LatentBlock.Rent(0, 1, firstWalker, Walkers, model.Dimension))
        using (FrameBlock startCoarse = FrameBlock.Rent(0, 1, firstWalker, Walkers, decoder.Sites))
        using (FrameBlock startAtoms = FrameBlock.Rent(0, 1, firstWalker, Walkers, backmapper.Atoms))
        {
            propagator.Propagate(Seed, startLatents, state);
            decoder.Decode(Seed, startLatents, startCoarse);
            backmapper.Backmap(Seed, startCoarse, previous, startAtoms);
        }

        latents = LatentBlock.Rent(1, Steps, firstWalker, Walkers, model.Dimension);
        coarse = FrameBlock.Rent(1, Steps, firstWalker, Walkers, decoder.Sites);
        atoms = FrameBlock.Rent(1, Steps, firstWalker, Walkers, backmapper.Atoms);
    }

    /// <summary>Frames of a block.</summary>
    public static int Frames => Walkers * Steps;

    /// <summary>The atoms of the block computed last.</summary>
    public FrameBlock Atoms => atoms;

    /// <summary>The latents of a block.</summary>
    public void Propagate() => propagator.Propagate(Seed, latents, state);

    /// <summary>Its coarse frames.</summary>
    public void Decode() => decoder.Decode(Seed, latents, coarse);

    /// <summary>Its atoms.</summary>
    public void Backmap() => backmapper.Backmap(Seed, coarse, previous, atoms);

    /// <summary>All three.</summary>
    public void Run()
    {
        Propagate();
        Decode();
        Backmap();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        latents.Dispose();
        coarse.Dispose();
        atoms.Dispose();
    }
}
