using System.Text.Json;
using LatentSim.Engine.Runs;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using Models.Tests.Integrators;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

/// <summary>Runs whose source is an integrator.</summary>
public class ParticleRunTests
{
    private static readonly ParticleSystem Oscillator = RandomLstm.Oscillator with { VerletTimestep = 0.01 };
    private static readonly ParticleSystem Fluid = RandomLstm.Fluid(3) with { VerletTimestep = 0.01 };
    private static readonly ParticleSystem Sphere = Fluid with { Boundary = ParticleBoundary.Sphere, Size = 4 };

    public static TheoryData<string> Kinds => ["oscillator", "fluid", "sphere", "action-angle", "symplectic"];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Kinds))]
    public async Task AfterInterruptionsTheFilesAreThoseOfARunThatHadNone(string kind)
    {
        using SmallRun whole = RunOf(kind);
        await whole.Finish();
        using SmallRun broken = RunOf(kind);

        // Blocks of 5 steps: the first break is within the window that Verlet makes.
        for (int i = 0; i < 4; i++)
            await broken.BreakOff(1 + i, resume: i > 0);
        await broken.Finish(resume: true, new ResumeOptions { Devices = ["cpu:0", "cpu:1", "cpu:2"] });

        Dictionary<string, byte[]> found = broken.Files();
        foreach (string unlike in new[] { "run.yaml", "checkpoint.msgpack" })
            Assert.True(found.Remove(unlike));
        SmallRun.AssertSame(whole.Files().Where(file => found.ContainsKey(file.Key)).ToDictionary(), found);
        Assert.Equal(6, found.Keys.Count(name => name.StartsWith("walkers", StringComparison.Ordinal)));
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Kinds))]
    public async Task SlotsAndShardsDoNotChangeTrajectories(string kind)
    {
        using SmallRun one = RunOf(kind);
        one.Request = one.Request with { WalkersPerShard = 6 };
        await one.Finish();
        using SmallRun many = RunOf(kind);
        many.Request = many.Request with { WalkersPerShard = 1, Devices = ["cpu:0", "cpu:1", "cpu:2"] };
        await many.Finish();

        string extension = kind is "oscillator" or "action-angle" ? ".npy" : ".xtc";
        for (int walker = 0; walker < 6; walker++)
            Assert.Equal(File.ReadAllBytes(one.Walker(walker, extension)), File.ReadAllBytes(many.Walker(walker, extension)));
        Assert.Equal(File.ReadAllBytes(one.Directory.ObservablesFile), File.ReadAllBytes(many.Directory.ObservablesFile));
    }

    [Fact(Timeout = 120_000)]
    public async Task ManyParticlesAreWrittenAsAtomsInTheirBox()
    {
        using SmallRun run = RunOf("fluid");
        await run.Finish();

        using var reader = new XtcReader(run.Walker(4));
        var frame = new Frame(3);
        double[] window = new double[5 * 18];
        VerletWindow.Fill(Fluid, ParticleSweep.Draw(Fluid, 11, 4, LatentSim.Molecules.Random.RandomPurpose.Start), 0.05, window);
        for (int step = 0; step < 5; step++)
        {
            Assert.True(reader.ReadNext(frame));
            double[] expected = window[(18 * step)..((18 * step) + 9)];
            ParticleBox.Wrap(Fluid, expected);
            Assert.Equal(expected.Select(x => Math.Round(x, 4)), frame.Positions.Select(x => Math.Round(x, 4)));
            Assert.Equal([6, 0, 0, 0, 6, 0, 0, 0, 6], frame.Box);
            Assert.Equal(step, frame.Step);
            Assert.Equal(0.05 * step, frame.Time, 1e-6);
        }

        using ITrajectoryReader topology = TrajectoryFile.OpenRead(run.Directory.TopologyFile);
        Assert.Equal(3, topology.AtomCount);
        Assert.Equal(3, File.ReadLines(run.Directory.TopologyFile).Count(line => line.StartsWith("HETATM", StringComparison.Ordinal) && line.EndsWith("AR  ", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 120_000)]
    public async Task WithoutTheLastStageManyParticlesAreNumbers()
    {
        using SmallRun run = RunOf("fluid");
        run.Request = run.Request with { StageCount = 1 };
        await run.Finish();

        double[,] numbers = NpyFile.ReadDoubles(run.Walker(0, ".npy"));
        Assert.Equal((60, 18), (numbers.GetLength(0), numbers.GetLength(1)));
        Assert.False(File.Exists(run.Directory.TopologyFile));
        Assert.Equal(["integrator"], RunSettingsFile.Read(run.Directory.SettingsFile).Stages);
    }

    [Fact(Timeout = 120_000)]
    public async Task EnergiesAreThoseOfTheFrames()
    {
        using SmallRun run = RunOf("oscillator");
        await run.Finish();

        double[] energies = [.. Enumerable.Range(0, 6).SelectMany(walker =>
        {
            double[,] frames = NpyFile.ReadDoubles(run.Walker(walker, ".npy"));
            return Enumerable.Range(0, 60).Select(t => 0.5 * ((frames[t, 0] * frames[t, 0]) + (frames[t, 1] * frames[t, 1])));
        })];
        JsonElement observables = JsonDocument.Parse(File.ReadAllText(run.Directory.ObservablesFile)).RootElement;
        Assert.Equal(energies.Average(), observables.GetProperty("energy").GetProperty("value").GetDouble(), 1e-9);
        Assert.Equal(360, observables.GetProperty("frames").GetInt64());
    }

    [Fact(Timeout = 120_000)]
    public async Task TheTestStartIsKeptWithTheRun()
    {
        using SmallRun run = RunOf("oscillator", walkers: 1);
        run.Request = run.Request with { Start = WalkerStart.Test, Seed = 77 };
        await run.BreakOff(2, resume: false);
        await run.Finish(resume: true);

        double[,] frames = NpyFile.ReadDoubles(run.Walker(0, ".npy"));
        Assert.Equal(Simulator.Load(run.Request.ModelFile).Integrator!.Test.Positions[0], frames[0, 0], 1e-12);
        Assert.Contains("start: test", File.ReadAllText(run.Directory.SettingsFile), StringComparison.Ordinal);

        File.WriteAllText(run.Directory.SettingsFile, File.ReadAllText(run.Directory.SettingsFile).Replace("start: test\n", "", StringComparison.Ordinal));
        Assert.Contains("does not belong to the checkpoint", Assert.Throws<InvalidInputException>(() => RunSession.Resume(run.Request.Directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequestsThatMakeNoSenseAreNamed()
    {
        using SmallRun run = RunOf("oscillator");
        AssertRefused(run.Request with { Start = WalkerStart.Test }, "walkers: is 6; expected 1, because all that start at the test start are the same");
        AssertRefused(run.Request with { StageCount = 2 }, "the model has [integrator]; it cannot run [integrator, frames]");
        AssertRefused(run.Request with { Stages = ["propagator"] }, "the model has [integrator]; it cannot run [propagator]");
        AssertRefused(run.Request with { Stages = ["frames"] }, "expected [propagator, decoder, backmapper], or the beginning of it, or [integrator, frames]");
        using var latents = new SmallRun(TestSimulators.LatentOnly(), walkers: 1);
        AssertRefused(latents.Request with { Start = WalkerStart.Test }, "only a model of particles has a test start");
    }

    private static void AssertRefused(RunRequest request, string says)
    {
        Assert.Contains(says, Assert.Throws<InvalidInputException>(() => RunSession.Create(request)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(request.Directory));
    }

    private static SmallRun RunOf(string kind, int walkers = 6)
    {
        ParticleSystem system = kind switch
        {
            "oscillator" => Oscillator,
            "fluid" => Fluid,
            "sphere" => Sphere,
            "action-angle" => ActionAngleSamples.DoubleWell,
            _ => SymplecticSamples.Periodic(8),
        };
        IIntegratorWeights weights = kind switch
        {
            "sphere" => new VerletWeights(),
            "action-angle" => ActionAngleSamples.Weights(system),
            "symplectic" => SymplecticSamples.Weights with { Projection = true },
            _ => RandomLstm.Weights(system),
        };
        return new SmallRun(TestSimulators.OfParticles(system, weights, 0.05), walkers);
    }
}
