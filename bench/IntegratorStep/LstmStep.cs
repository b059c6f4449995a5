using LatentSim.Models.Integrators;
using LatentSim.Models.Training;
using LatentSim.Molecules.Particles;
using TorchSharp;

namespace IntegratorStep;

/// <summary>The same network at the published sizes, as a kernel and with libtorch: what a step takes does not depend on its weights.</summary>
internal sealed class LstmStep : IDisposable
{
    private readonly LstmIntegratorOptions options = new();
    private readonly LstmIntegratorNetwork network;
    private readonly IIntegrator kernel;
    private readonly double[] states;
    private readonly torch.Tensor window;

    /// <summary>Makes a network for a fluid, or for a particle in one dimension.</summary>
    public LstmStep(int particles, int walkers)
    {
        ParticleSystem system = particles == 1
            ? new ParticleSystem { Potential = ParticlePotential.Harmonic, Start = new SweepRange(-10, -1) }
            : new ParticleSystem
            {
                Potential = ParticlePotential.LennardJones, Particles = particles, Boundary = ParticleBoundary.Periodic, Size = 6, Start = new SweepRange(-3, 3),
            };
        int features = 2 * system.CoordinateCount;
        torch.set_num_threads(1);
        torch.manual_seed(1);
        network = new LstmIntegratorNetwork(features, options, torch.CPU);
        network.eval();
        float[] ones = [.. Enumerable.Repeat(1f, features)];
        FeatureScaling scaling = new(new double[features], [.. ones.Select(one => (double)one)]);
        kernel = network.ToWeights(scaling, ones).CreateIntegrator(system, 0.4);
        states = new double[walkers * kernel.StateLength];
        Random random = new(1);
        foreach (ref double value in states.AsSpan())
            value = random.NextDouble();
        window = torch.rand(walkers, options.Window, features);
    }

    /// <summary>The length of a frame, d.</summary>
    public int FrameLength => kernel.FrameLength;

    /// <summary>A step of the kernel, with all that belongs to it: reading states, scaling, moving the window on.</summary>
    public void Ours() => kernel.Step(states);

    /// <summary>The network alone, with libtorch.</summary>
    public void Libtorch()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        network.forward(window);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        network.Dispose();
        window.Dispose();
    }
}
