using System.Text.Json.Nodes;
using LatentSim.Engine.Runs;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Interop.Tests;

/// <summary>MDTraj, MDAnalysis and NumPy read the runs of integrators.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class ParticleRunInteropTests(OtherPrograms programs)
{
    private const int Frames = 30;
    private const double Timestep = 0.05;

    [Theory]
    [InlineData(ParticleBoundary.Periodic, 3)]
    [InlineData(ParticleBoundary.Periodic, 16)]
    [InlineData(ParticleBoundary.Sphere, 16)]
    public async Task ManyParticlesAreArgonInTheirBox(ParticleBoundary boundary, int count)
    {
        var system = new ParticleSystem
        {
            Potential = ParticlePotential.LennardJones, Particles = count, Boundary = boundary, Size = 6, Sigma = 1.5, Start = new SweepRange(-3, 3), VerletTimestep = 0.01,
        };
        RunDirectory run = await Run(system);

        JsonObject read = programs.Python(new JsonObject { ["do"] = "read run", ["file"] = run.WalkerFile(1, 2, ".xtc"), ["topology"] = run.TopologyFile });

        using var reader = new XtcReader(run.WalkerFile(1, 2, ".xtc"));
        var frame = new Frame(count);
        while (reader.ReadNext(frame))
        {
        }

        Assert.All(read["elements"]!.AsArray(), element => Assert.Equal("Ar", element!.GetValue<string>()));
        Assert.Equal(count, read["residues"]!.AsArray().Count);
        Assert.Equal(0, read["bonds"]!.GetValue<int>());
        foreach (int program in new[] { 0, 1 })
        {
            Assert.Equal(Frames, read["frames"]![program]!.GetValue<int>());
            Assert.Equal((Frames - 1) * Timestep, read["times"]![program]!.GetValue<double>(), 1e-5);
            double[] box = Numbers(read["boxes"]![program]!);
            Assert.Equal(boundary == ParticleBoundary.Periodic, box.Any(edge => edge > 0));
            Assert.All(box.Where(edge => edge > 0), edge => Assert.Equal(4, edge, 1e-5));
            Assert.Equal(frame.Positions.Select(x => Math.Round(x, 3)), Numbers(read["positions"]![program]!).Select(x => Math.Round(x, 3)));
        }
    }

    [Fact]
    public async Task OneParticleIsPositionAndVelocityInDoublePrecision()
    {
        var system = new ParticleSystem { Potential = ParticlePotential.DoubleWell, Start = new SweepRange(-3, 3), VerletTimestep = 0.01 };
        RunDirectory run = await Run(system);

        JsonObject read = programs.Python(new JsonObject { ["do"] = "read numpy", ["file"] = run.WalkerFile(1, 2, ".npy") });

        Assert.Equal("<f8", read["dtype"]!.GetValue<string>());
        Assert.Equal([Frames, 2.0], Numbers(read["shape"]!));
        var verlet = new ParticleVerlet(system, ParticleSweep.Draw(system, 1, 1, RandomPurpose.Start), 0.01);
        verlet.Advance((Frames - 1) * 5);
        double[] values = Numbers(read["values"]!);
        Assert.Equal(verlet.Positions[0], values[^2], 1e-11);
        Assert.Equal(verlet.Velocities[0], values[^1], 1e-11);
    }

    private static double[] Numbers(JsonNode array) => [.. array.AsArray().Select(value => value!.GetValue<double>())];

    private async Task<RunDirectory> Run(ParticleSystem system)
    {
        string model = programs.NewFile("lsbox");
        var provenance = new Provenance("test", [], "", new Dictionary<string, double>(), new Dictionary<string, string>(), 1, 0);
        new Simulator("particles", Timestep, null, null, null, null, null, null, null, provenance)
        {
            TimeUnit = Simulator.ReducedTime,
            Integrator = new IntegratorModel(system, new VerletWeights(), ParticleSweep.Draw(system, 1, 0, RandomPurpose.HeldOutSweep)),
        }.Save(model);
        using RunSession session = RunSession.Create(new RunRequest { ModelFile = model, Directory = programs.NewFile("run"), Walkers = 2, Frames = Frames });
        await session.Run();
        return session.Directory;
    }
}
