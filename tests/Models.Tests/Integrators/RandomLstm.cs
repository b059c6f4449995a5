using LatentSim.Models.Integrators;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Particles;

namespace Models.Tests.Integrators;

/// <summary>Published integrators with random weights, and the systems that they fit.</summary>
internal static class RandomLstm
{
    public static ParticleSystem Oscillator { get; } = new() { Potential = ParticlePotential.Harmonic, Start = new SweepRange(-10, -1) };

    public static ParticleSystem Fluid(int particles) => new()
    {
        Potential = ParticlePotential.LennardJones, Particles = particles, Boundary = ParticleBoundary.Periodic, Size = 6, Start = new SweepRange(-3, 3),
    };

    public static LstmIntegratorWeights Weights(ParticleSystem system, int window = 5, int[]? units = null, Activation activation = Activation.Relu, bool residual = false, int seed = 1)
    {
        System.Random random = new(seed);
        int features = 2 * system.CoordinateCount;
        List<LstmLayer> layers = [];
        int inputs = features;
        foreach (int width in units ?? [32, 32])
        {
            layers.Add(Layer(random, inputs, width));
            inputs = width;
        }

        DenseLayer output = new(inputs, features, RandomWeights.Normals(random, inputs * features, 0.3 / Math.Sqrt(inputs)), RandomWeights.Normals(random, features, 0.1));
        return new LstmIntegratorWeights(
            window, [.. Enumerable.Repeat(-3.0, features)], [.. Enumerable.Range(0, features).Select(i => 6.0 + (i % 3))], layers, activation, output, residual);
    }

    /// <summary>States of walkers with scaled frames on [0, 1].</summary>
    public static double[] States(IIntegrator integrator, int walkers, int seed = 7)
    {
        System.Random random = new(seed);
        return [.. Enumerable.Range(0, walkers * integrator.StateLength).Select(_ => random.NextDouble())];
    }

    private static LstmLayer Layer(System.Random random, int inputs, int units) => new(
        inputs, units, RandomWeights.Normals(random, 4 * units * inputs, 1 / Math.Sqrt(inputs)), RandomWeights.Normals(random, 4 * units * units, 1 / Math.Sqrt(units)),
        RandomWeights.Normals(random, 4 * units, 0.5), RandomWeights.Normals(random, units), RandomWeights.Normals(random, units));
}
