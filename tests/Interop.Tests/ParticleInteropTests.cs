using System.Text.Json.Nodes;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Interop.Tests;

/// <summary>Energies and forces of Lennard-Jones particles are those that OpenMM finds for the same expressions.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class ParticleInteropTests(OtherPrograms programs)
{
    [Theory]
    [InlineData(ParticleBoundary.Periodic, 16)]
    [InlineData(ParticleBoundary.Periodic, 3)]
    [InlineData(ParticleBoundary.Sphere, 16)]
    public void OpenMmFindsTheSameEnergiesAndForces(ParticleBoundary boundary, int particles)
    {
        ParticleSystem system = new()
        {
            Potential = ParticlePotential.LennardJones, Particles = particles, Boundary = boundary, Size = boundary == ParticleBoundary.Periodic ? 6 : 3,
            Epsilon = 2, Sigma = 0.9, Start = new SweepRange(-3, 3),
        };
        double[][] configurations = [.. Enumerable.Range(0, 10).Select(index => ParticleSweep.Draw(system, 21, index, RandomPurpose.TrainingSweep).Positions)];
        JsonArray answers = programs.Python(new JsonObject
        {
            ["do"] = "lennard jones",
            ["edge"] = boundary == ParticleBoundary.Periodic ? 6 : 0,
            ["epsilon"] = system.Epsilon,
            ["sigma"] = system.Sigma,
            ["configurations"] = new JsonArray([.. configurations.Select(positions => new JsonArray([.. positions.Select(value => JsonValue.Create(value))]))]),
        })["answers"]!.AsArray();

        ParticleEnergy energy = new(system);
        double[] forces = new double[3 * particles];
        for (int i = 0; i < configurations.Length; i++)
        {
            double ours = energy.Forces(configurations[i], 1, forces);
            Assert.Equal((double)answers[i]!["energy"]!, ours, 1e-9 * (1 + Math.Abs(ours)));
            double scale = Math.Max(1, forces.Max(Math.Abs));
            for (int k = 0; k < forces.Length; k++)
                Assert.Equal((double)answers[i]!["forces"]![k]!, forces[k], 1e-9 * scale);
        }
    }
}
