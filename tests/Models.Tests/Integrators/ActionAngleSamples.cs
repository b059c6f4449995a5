using LatentSim.Models.Integrators;
using LatentSim.Models.Training;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Models.Tests.Integrators;

/// <summary>Integrators that were trained once on sweeps a fraction of the published ones' size.</summary>
internal static class ActionAngleSamples
{
    public static ParticleSystem Harmonic { get; } = new() { Potential = ParticlePotential.Harmonic, Mass = new(1, 10), Stiffness = new(1, 10), Start = new(-10, -1) };

    public static ParticleSystem LennardJones { get; } = new() { Potential = ParticlePotential.LennardJonesWell, Mass = new(1, 10), Start = new(1, 3) };

    public static ParticleSystem DoubleWell { get; } = new() { Potential = ParticlePotential.DoubleWell, Mass = new(1, 10), Start = new(-3.1, 3.1) };

    public static ParticleSystem Rugged { get; } = new() { Potential = ParticlePotential.Rugged, Mass = new(1, 10), Start = new(-6.1, 6.1) };

    private static readonly Lazy<ActionAngleWeights> SmallHarmonic = new(() => Train(Harmonic, 20));
    private static readonly Lazy<ActionAngleWeights> SmallLennardJones = new(() => Train(LennardJones, 60));
    private static readonly Lazy<ActionAngleWeights> SmallDoubleWell = new(() => Train(DoubleWell, 60));
    private static readonly Lazy<ActionAngleWeights> SmallRugged = new(() => Train(Rugged, 60));

    public static ActionAngleWeights Weights(ParticleSystem system) => system.Potential switch
    {
        ParticlePotential.Harmonic => SmallHarmonic.Value,
        ParticlePotential.LennardJonesWell => SmallLennardJones.Value,
        ParticlePotential.DoubleWell => SmallDoubleWell.Value,
        _ => SmallRugged.Value,
    };

    public static ParticleSystem SystemOf(ParticlePotential potential) => potential switch
    {
        ParticlePotential.Harmonic => Harmonic,
        ParticlePotential.LennardJonesWell => LennardJones,
        ParticlePotential.DoubleWell => DoubleWell,
        _ => Rugged,
    };

    public static IIntegrator Integrator(ParticleSystem system, double timestep) => Weights(system).CreateIntegrator(system, timestep);

    /// <summary>The frame after some steps from a frame.</summary>
    public static double[] Advance(IIntegrator integrator, double[] frame, double mass, double stiffness, int steps)
    {
        double[] state = new double[integrator.StateLength];
        double[] end = new double[2];
        integrator.Start(frame, mass, stiffness, state);
        for (int i = 0; i < steps; i++)
            integrator.Step(state);
        integrator.Read(state, end);
        return end;
    }

    /// <summary>Starts of the sweep that no training saw.</summary>
    public static IEnumerable<ParticleState> HeldOut(ParticleSystem system, int count) =>
        Enumerable.Range(0, count).Select(index => ParticleSweep.Draw(system, 99, index, RandomPurpose.HeldOutSweep));

    private static ActionAngleWeights Train(ParticleSystem system, int simulations) =>
        ActionAngleTraining.Train(new IntegratorData(system, 0.4, simulations, 40, 3), new ActionAngleOptions { Intervals = 32 }).Weights;
}
