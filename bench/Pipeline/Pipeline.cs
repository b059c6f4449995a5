using System.Diagnostics;
using System.Runtime.InteropServices;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;

namespace PipelineFrames;

/// <summary>The stages of a model, one after the other on one thread, block after block.</summary>
internal sealed class Pipeline
{
    private const ulong Seed = 1;
    private readonly IPropagator propagator;
    private readonly IDecoder decoder;
    private readonly IBackmapper backmapper;
    private readonly int walkers;
    private readonly int steps;
    private readonly float[] state;
    private readonly float[] previous;

    /// <summary>Makes the kernels.</summary>
    public Pipeline(Simulator simulator, int walkers, int steps)
    {
        propagator = simulator.CreatePropagator();
        decoder = simulator.CreateDecoder();
        backmapper = simulator.CreateBackmapper();
        this.walkers = walkers;
        this.steps = steps;
        state = new float[walkers * propagator.Dimension];
        previous = new float[walkers * backmapper.Atoms * 3];
    }

    /// <summary>A checksum of the frames of the first block.</summary>
    public ulong Checksum { get; private set; }

    /// <summary>Frames of a block.</summary>
    public int Frames => walkers * steps;

    /// <summary>Runs blocks for some seconds; a tenth of them does not count.</summary>
    public StageTime[] Run(double seconds)
    {
        StageTime[] stages = [new("propagator"), new("decoder"), new("backmapper")];
        Stopwatch all = Stopwatch.StartNew();
        for (long block = 0; block < 3 || all.Elapsed.TotalSeconds < seconds; block++)
            RunBlock(block * steps, stages, block > 0 && all.Elapsed.TotalSeconds > seconds / 10);
        return stages;
    }

    private void RunBlock(long first, StageTime[] stages, bool counts)
    {
        using LatentBlock latents = LatentBlock.Rent(first, steps, 0, walkers, propagator.Dimension);
        using FrameBlock coarse = FrameBlock.Rent(first, steps, 0, walkers, decoder.Sites);
        using FrameBlock atoms = FrameBlock.Rent(first, steps, 0, walkers, backmapper.Atoms);
        stages[0].Run(() => propagator.Propagate(Seed, latents, state), counts);
        stages[1].Run(() => decoder.Decode(Seed, latents, coarse), counts);
        stages[2].Run(() => backmapper.Backmap(Seed, coarse, previous, atoms), counts);
        if (first == 0)
            Checksum = Hash(atoms.Values);
    }

    // The order and every bit of the positions count.
    private static ulong Hash(ReadOnlySpan<float> values)
    {
        ulong hash = 14695981039346656037;
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(values))
            hash = (hash ^ bits) * 1099511628211;
        return hash;
    }
}
