using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;
using LatentSim.Molecules.Dynamics;

namespace LatentSim.Engine.Reference;

/// <summary>A process of one number a step, written as .npy.</summary>
/// <param name="settings">How much of it.</param>
/// <param name="name">What it is called.</param>
/// <param name="generate">Fills a trajectory, given the seed and its index.</param>
internal sealed class NumberProcess(ReferenceSettings settings, string name, NumberProcess.Generator generate) : IReferenceProcess
{
    /// <summary>Fills the steps of a trajectory.</summary>
    public delegate void Generator(ulong seed, int trajectory, Span<float> positions);

    /// <inheritdoc/>
    public string Description =>
        $"{name}: {Display.Count(settings.Trajectories, "trajectory", "trajectories")} of {Display.Count(settings.Frames, "step")}, seed {settings.Seed}";

    /// <inheritdoc/>
    public IEnumerable<string> Summary => [];

    /// <inheritdoc/>
    public string Ending => NpyFile.Ending;

    /// <summary>The chain or the Brownian dynamics that settings name.</summary>
    public static NumberProcess Of(ReferenceSettings settings) => settings.Process == "chain"
        ? new NumberProcess(settings, $"four-well chain of {settings.Bins} bins", ChainOf(settings).Generate)
        : new NumberProcess(settings, "Brownian dynamics in the four-well potential", BrownianOf(settings).Generate);

    /// <summary>The chain.</summary>
    public static PotentialChain ChainOf(ReferenceSettings settings) => new(new FourWellPotential(), settings.Bins);

    /// <summary>The Brownian dynamics.</summary>
    public static BrownianProcess BrownianOf(ReferenceSettings settings)
    {
        double bin = ChainOf(settings).Width;
        return new BrownianProcess(new FourWellPotential(), settings.Diffusion * bin * bin, settings.Temperature);
    }

    /// <inheritdoc/>
    public int Trajectories => settings.Trajectories;

    /// <inheritdoc/>
    public long Frames => settings.Frames;

    /// <inheritdoc/>
    public void Prepare(string folder)
    {
    }

    /// <inheritdoc/>
    public void Write(int index, string path, Action<long> framesDone, CancellationToken cancellation)
    {
        float[] positions = new float[settings.Frames];
        generate((ulong)settings.Seed, index, positions);
        cancellation.ThrowIfCancellationRequested();
        NpyFile.Write(path, positions, 1);
        framesDone(settings.Frames);
    }
}
