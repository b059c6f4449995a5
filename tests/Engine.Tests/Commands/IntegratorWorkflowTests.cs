using System.Diagnostics;
using System.Text.Json;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;
using Models.Tests.ModelFile;

namespace Engine.Tests;

/// <summary>Integrators from configuration to trajectory: simulate, train, info, run, resume, each a process.</summary>
public sealed class IntegratorWorkflowTests : IDisposable
{
    private const string Oscillator = """
        name: swing
        source: integrator
        integrator: lstm
        timestep: 0.1
        particles: { potential: harmonic, mass: [1, 2], stiffness: [1, 2], start: [-2, -1], verlet-timestep: 0.01, simulations: 6, duration: 5 }
        lstm: { units: [8], epochs: 3, batch-size: 32 }
        test: { mass: 2, start: -1.5 }
        reference: { process: particles }

        """;

    private const string Fluid = """
        name: drops
        source: integrator
        integrator: verlet
        timestep: 0.05
        particles: { potential: lennard-jones, count: 3, boundary: periodic, size: 6, start: [-3, 3], verlet-timestep: 0.01, simulations: 2, duration: 1 }
        reference: { process: particles }

        """;

    private readonly TemporaryFolder folder = new();

    public IntegratorWorkflowTests()
    {
        File.WriteAllText(folder.Path("swing.yaml"), Oscillator);
        File.WriteAllText(folder.Path("drops.yaml"), Fluid);
    }

    [Fact]
    public void ThePublishedIntegratorIsTrainedAndTellsWhereItIsFrom()
    {
        string output = Run("train", "swing.yaml", "--json", "train.json").Output;

        Assert.Contains("losses of every epoch: swing.training.csv", output, StringComparison.Ordinal);
        Assert.Equal(4, File.ReadLines(folder.Path("swing.training.csv")).Count());
        Assert.Equal("lstm", JsonDocument.Parse(File.ReadAllText(folder.Path("train.json"))).RootElement.GetProperty("stages")[0].GetProperty("stage").GetString());
        Simulator model = Simulator.Load(folder.Path("swing.lsbox"));
        Assert.Equal(Oscillator.ReplaceLineEndings(), model.Provenance.Configuration.ReplaceLineEndings());
        Assert.IsType<LstmIntegratorWeights>(model.Integrator!.Weights);
        string text = Run("info", "swing.lsbox", "--json", "info.json").Output;
        Assert.Contains("timestep    0.1 tau", text, StringComparison.Ordinal);
        Assert.Contains("particles   1 particle, harmonic; Verlet timestep 0.01", text, StringComparison.Ordinal);
        Assert.Contains("integrator  lstm, from a window of 5 frames", text, StringComparison.Ordinal);
        Assert.Equal(-1.5, JsonDocument.Parse(File.ReadAllText(folder.Path("info.json"))).RootElement.GetProperty("particles").GetProperty("test").GetProperty("positions")[0].GetDouble());
    }

    [Fact]
    public void ActionAngleIsTrainedWithoutLibtorchAndFollowsThePendulum()
    {
        Run([("LATENTSIM_TORCH", "/nowhere"), ("LIBTORCH", "/nowhere")], "train", "swing.yaml", "--set", "integrator=action-angle", "--set", "particles.simulations=30");
        Run("run", "swing.lsbox", "--walkers", "1", "--frames", "200", "--start", "test", "--out", "run");

        double[,] frames = NpyFile.ReadDoubles(folder.Path("run/walkers/0000.npy"));
        double rate = Math.Sqrt(0.5);
        for (int t = 0; t < 200; t++)
            Assert.InRange(Math.Abs(frames[t, 0] - (-1.5 * Math.Cos(rate * 0.1 * t))), 0, 0.01);
        JsonElement observables = JsonDocument.Parse(File.ReadAllText(folder.Path("run/observables.json"))).RootElement;
        Assert.InRange(observables.GetProperty("relativeDeviation").GetDouble(), 0, 1e-4);
    }

    [Fact]
    public void TrainingThatIsInterruptedKeepsTheBestSoFar()
    {
        using Process process = LatentSimProgram.Start(["train", "swing.yaml", "--set", "lstm.epochs=100000", "--set", "lstm.patience=100000"], Folder);
        while (!File.Exists(folder.Path("swing.training.csv")) || File.ReadAllLines(folder.Path("swing.training.csv")).Length < 3)
        {
            Assert.False(process.HasExited, "Training ended before its first epochs.");
            Thread.Sleep(20);
        }

        LatentSimProgram.Signal(process, "TERM");

        Assert.Matches("lstm .*, cut short; best is", LatentSimProgram.Finish(process).Succeeded().Errors);
        Assert.NotNull(Simulator.Load(folder.Path("swing.lsbox")).Integrator);
    }

    [Fact]
    public void ARunThatWasKilledBecomesTheRunThatWasNot()
    {
        Run("train", "drops.yaml");
        string[] arguments = ["run", "drops.lsbox", "--walkers", "4", "--frames", "3000", "--devices", "cpu:0,cpu:1", "--checkpoint-seconds", "0.05", "--checkpoint-share", "0.3", "--out"];
        Run([.. arguments, "whole"]);
        using (Process process = LatentSimProgram.Start([.. arguments, "killed"], Folder))
        {
            while (!File.Exists(folder.Path("killed/checkpoint.msgpack")) && !process.HasExited)
                Thread.Sleep(5);
            process.Kill();
            process.WaitForExit();
        }

        Run("resume", "killed");

        foreach (string file in new[] { "walkers/0000.xtc", "walkers/0001.xtc", "walkers/0002.xtc", "walkers/0003.xtc", "topology.pdb", "observables.json" })
            Assert.Equal(File.ReadAllBytes(folder.Path($"whole/{file}")), File.ReadAllBytes(folder.Path($"killed/{file}")));
        Assert.Contains("3 atoms", Run("info", "whole/walkers/0000.xtc").Output.Replace("atoms    3", "3 atoms", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSweepThatTrainingSeesIsWritten()
    {
        Run("simulate", "swing.yaml", "--out", "swings");
        Run("simulate", "drops.yaml", "--out", "fluid");

        Assert.Equal(6, Directory.GetFiles(folder.Path("swings"), "*.npy").Length);
        double[,] frames = NpyFile.ReadDoubles(folder.Path("swings/0004.npy"));
        Assert.Equal((51, 2), (frames.GetLength(0), frames.GetLength(1)));
        var system = new ParticleSystem
        {
            Potential = ParticlePotential.Harmonic, Mass = new(1, 2), Stiffness = new(1, 2), Start = new(-2, -1), VerletTimestep = 0.01,
        };
        var verlet = new ParticleVerlet(system, ParticleSweep.Draw(system, 1, 4, RandomPurpose.TrainingSweep), 0.01);
        verlet.Advance(500);
        Assert.Equal(verlet.Positions[0], frames[50, 0], 1e-12);
        Assert.Equal(verlet.Velocities[0], frames[50, 1], 1e-12);

        Assert.Equal(["0000.xtc", "0001.xtc", "topology.pdb"], Directory.GetFiles(folder.Path("fluid")).Select(Path.GetFileName).Order());
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(folder.Path("fluid/0001.xtc"));
        var frame = new Frame(3);
        int count = 0;
        while (reader.ReadNext(frame))
            count++;
        Assert.Equal(21, count);
        Assert.Equal(6, frame.Box[0]);
    }

    [Theory]
    [InlineData("train drops.yaml --set integrator=action-angle", "integrator: expected symplectic, lstm or verlet for many particles, found action-angle")]
    [InlineData("train drops.yaml --set integrator=symplectic --set particles.count=1000", "1000 particles do not fit into what they start from")]
    [InlineData("train swing.yaml --set particles.potential=morse", "particles.potential: expected harmonic or")]
    [InlineData("run plain.lsbox --walkers 1 --frames 2 --start test --out none", "start: is test; only a model of particles has a test start")]
    [InlineData("run swing.lsbox --walkers 2 --frames 2 --start test --out none", "walkers: is 2; expected 1")]
    [InlineData("run swing.lsbox --walkers 2 --frames 2 --stages frames --out none", "the model has [integrator]; it cannot run [integrator, frames]")]
    [InlineData("evaluate none --reference swing.yaml", "swing.yaml: source: is integrator; 'latentsim experiment' measures integrators")]
    [InlineData("lag-scan swing.yaml --out none", "swing.yaml: source: expected propagator")]
    [InlineData("simulate swing.yaml --set particles.simulations=20000 --out none", "particles.simulations: is 20000; expected at most 10000, a file each")]
    public void BadInputIsNamedInOneLine(string line, string says)
    {
        TestSimulators.LatentOnly().Save(folder.Path("plain.lsbox"));
        var system = new ParticleSystem { Potential = ParticlePotential.DoubleWell, Start = new(-1, 1) };
        TestSimulators.OfParticles(system, new VerletWeights(), 0.1).Save(folder.Path("swing.lsbox"));

        ProgramResult result = LatentSimProgram.Run(line.Split(' '), Folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder, "*.csv"));
    }

    public void Dispose() => folder.Dispose();

    private string Folder => Path.GetDirectoryName(folder.Path("a"))!;

    private ProgramResult Run(params string[] arguments) => LatentSimProgram.Run(arguments, Folder).Succeeded();

    private void Run((string, string)[] environment, params string[] arguments) => LatentSimProgram.Run(arguments, Folder, environment).Succeeded();
}
