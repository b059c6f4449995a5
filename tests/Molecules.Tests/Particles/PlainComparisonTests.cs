using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Molecules.Tests.Particles;

/// <summary>The fast dynamics against the same equations written down plainly.</summary>
public sealed class PlainComparisonTests
{
    public static TheoryData<string> Systems =>
    [
        "harmonic", "lennard-jones-1d", "double-well", "rugged",
        "periodic-1", "periodic-2", "periodic-3", "periodic-5", "periodic-8", "periodic-16", "periodic-18", "sphere-1", "sphere-3", "sphere-8", "sphere-16",
    ];

    // Of the rugged potential the phase 30 (x + 5), up to 330 radians, is itself rounded by 3e-14, and the force is 6 times its cosine.
    [Theory]
    [MemberData(nameof(Systems))]
    public void ForcesAndEnergiesAgreeToRounding(string name)
    {
        ParticleSystem system = ParticleSystems.Named(name) with { Epsilon = 2, Sigma = 0.95 };
        ParticleEnergy energy = new(system);
        double[] forces = new double[system.CoordinateCount];
        for (int index = 0; index < 20; index++)
        {
            ParticleState state = ParticleSweep.Draw(system, 11, index, RandomPurpose.TrainingSweep);
            PlainVerlet plain = new(system, state, 0.001);
            double ours = energy.Forces(state.Positions, state.Stiffness, forces);
            Assert.Equal(plain.PotentialEnergy, ours, 1e-12 * Math.Max(1, Math.Abs(ours)));
            Assert.Equal(ours, energy.Potential(state.Positions, state.Stiffness));
            double scale = Math.Max(1, forces.Max(Math.Abs));
            for (int i = 0; i < forces.Length; i++)
                Assert.Equal(plain.CurrentForces[i], forces[i], 1e-12 * scale);
        }
    }

    // Rounding differs in the sixteenth digit; what it grows to in so short a time stays far below the bound. Particles do not reach the wall, which
    // the plain one does not have.
    [Theory]
    [MemberData(nameof(Systems))]
    public void TrajectoriesAgreeToRounding(string name)
    {
        ParticleSystem system = ParticleSystems.Named(name);
        ParticleState start = ParticleSweep.Draw(system, 11, 3, RandomPurpose.TrainingSweep);
        if (system.Boundary == ParticleBoundary.Sphere)
            system = system with { Size = 30 };
        PlainVerlet plain = new(system, start, 0.001);
        ParticleVerlet ours = new(system, start, 0.001);
        plain.Advance(1000);
        ours.Advance(1000);
        for (int i = 0; i < start.Positions.Length; i++)
        {
            Assert.Equal(plain.Positions[i], ours.Positions[i], 1e-10);
            Assert.Equal(plain.Velocities[i], ours.Velocities[i], 1e-9);
        }

        Assert.Equal(plain.PotentialEnergy, ours.PotentialEnergy, 1e-9);
    }
}
