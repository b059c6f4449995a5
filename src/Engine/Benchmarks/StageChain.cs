using System.Diagnostics;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;

namespace LatentSim.Engine.Benchmarks;

/// <summary>The three stages of a model one after the other on one thread, with nothing around them: block after block of a shard, as a run computes them.</summary>
internal sealed class StageChain
{
    /// <summary>Walkers of the shard.</summary>
    public const int Walkers = 16;

    /// <summary>Steps of a block.</summary>
    public const int Steps = 32;

    private const ulong Seed = 1;
    private const int Stages = 3;
    private readonly IPropagator propagator;
    private readonly IDecoder decoder;
    private readonly IBackmapper backmapper;
    private readonly int firstWalker;
    private readonly float[] state;
    private readonly float[] previous;
    private readonly long[] ticks = new long[Stages];
    private readonly long[] bytes = new long[Stages];
    private long step;

    /// <summary>Makes the stages.</summary>
    public StageChain(Simulator model, int firstWalker)
    {
        this.firstWalker = firstWalker;
        propagator = model.CreatePropagator();
        decoder = model.CreateDecoder();
        backmapper = model.CreateBackmapper();
        state = new float[Walkers * model.Dimension];
        previous = new float[Walkers * backmapper.Atoms * 3];
    }

    /// <summary>Frames of a block.</summary>
    public static int Frames => Walkers * Steps;

    /// <summary>The bytes that all stages have allocated since the last <see cref="Begin"/>.</summary>
    public long Allocated => bytes.Sum();

    /// <summary>The share of a stage, 0 to 2, in the time since the last <see cref="Begin"/>.</summary>
    public double Share(int stage) => (double)ticks[stage] / ticks.Sum();

    /// <summary>Begins to count anew.</summary>
    public void Begin()
    {
        Array.Clear(ticks);
        Array.Clear(bytes);
    }

    /// <summary>Computes the next block.</summary>
    public void Run() => Next().Dispose();

    /// <summary>The atoms of the next block, nm.</summary>
    public FrameBlock Next()
    {
        using LatentBlock latents = LatentBlock.Rent(step, Steps, firstWalker, Walkers, propagator.Dimension);
        using FrameBlock coarse = FrameBlock.Rent(step, Steps, firstWalker, Walkers, decoder.Sites);
        FrameBlock atoms = FrameBlock.Rent(step, Steps, firstWalker, Walkers, backmapper.Atoms);
        long clock = Stopwatch.GetTimestamp(), memory = GC.GetAllocatedBytesForCurrentThread();
        propagator.Propagate(Seed, latents, state);
        Count(0, ref clock, ref memory);
        decoder.Decode(Seed, latents, coarse);
        Count(1, ref clock, ref memory);
        backmapper.Backmap(Seed, coarse, previous, atoms);
        Count(2, ref clock, ref memory);
        step += Steps;
        return atoms;
    }

    private void Count(int stage, ref long clock, ref long memory)
    {
        long now = Stopwatch.GetTimestamp(), held = GC.GetAllocatedBytesForCurrentThread();
        ticks[stage] += now - clock;
        bytes[stage] += held - memory;
        (clock, memory) = (now, held);
    }
}
