using System.Diagnostics;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Reference;
using LatentSim.Engine.Terminal;
using LatentSim.Engine.Training;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace Engine.Tests;

/// <summary>latentsim simulate with the structure-based model of config/trp-cage.yaml.</summary>
public sealed class SimulateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("latentsim-simulate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TrajectoriesAreFunctionsOfSeedAndIndex()
    {
        Simulate("one", threads: 1, "reference.trajectories=3");
        Simulate("several", threads: 3, "reference.trajectories=4");
        Simulate("other", threads: 1, "reference.trajectories=1", "reference.seed=2");

        for (int i = 0; i < 3; i++)
            Assert.Equal(Bytes("one", i), Bytes("several", i));
        Assert.NotEqual(Bytes("one", 0), Bytes("one", 1));
        Assert.NotEqual(Bytes("one", 0), Bytes("other", 0));
    }

    [Fact]
    public void FramesAreThoseOfAConnectedChainAtTheirTimes()
    {
        Simulate("run", threads: 2, "reference.trajectories=2");

        (Topology topology, Frame native) = PdbFile.Read(Path.Combine(folder, "run", GoModelProcess.TopologyFile));
        Assert.Equal(20, topology.AtomCount);
        Assert.Equal(Enumerable.Range(1, 19).Select(i => (i - 1, i)), topology.Bonds);
        Assert.Equal(-0.8608f, native.Positions[0], 1e-4f);
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(Path.Combine(folder, "run", "0001.xtc"));
        var frame = new Frame(20);
        for (int i = 0; i < 30; i++)
        {
            Assert.True(reader.ReadNext(frame));
            Assert.Equal(0.5 * i, frame.Time, 1e-6);
            Assert.Equal(25 * i, frame.Step);
            for (int site = 1; site < 20; site++)
                Assert.InRange((Vector3D.Read(frame.Positions, site) - Vector3D.Read(frame.Positions, site - 1)).Length, 0.34, 0.43);
        }

        Assert.False(reader.ReadNext(frame));
    }

    [Fact]
    public void TrainingReadsWhatIsMade()
    {
        Simulate("run", threads: 2, "reference.trajectories=1", "reference.frames=300");
        ConfigurationFile configuration = Configuration($"data.training=[{folder}/run/0000.xtc]");

        MolecularSystem system = MolecularSystem.Load(configuration);
        TrainingTrajectories trajectories = TrainingTrajectories.Load(configuration, system, CancellationToken.None);

        Assert.Equal(20, system.CoarseAtoms.Length);
        Assert.Equal((int)(configuration.Settings.Lag / 0.5), trajectories.LagFrames);
        Assert.Equal(153, FeatureChoice.Of(configuration, system).Count);
    }

    [Fact]
    public void WhatIsThereIsReplacedOnlyByForce()
    {
        Simulate("run", threads: 1, "reference.trajectories=3");
        byte[] before = Bytes("run", 0);

        var error = Assert.Throws<InvalidInputException>(() => Simulate("run", threads: 1, "reference.trajectories=1"));
        Assert.Contains("--force", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes("run", 0));

        Simulate("run", force: true, threads: 1, "reference.trajectories=1", "reference.seed=5");
        Assert.NotEqual(before, Bytes("run", 0));
        Assert.Equal(["0000.xtc", "topology.pdb"], Names("run"));
    }

    [Fact]
    public void AnInterruptionLeavesNothingBehind()
    {
        string[] command = ["simulate", ConfigurationPath, "--out", Path.Combine(folder, "run"), "--threads", "2", "--set", "reference.frames=100000000"];
        using Process process = LatentSimProgram.Start(command);
        Assert.True(SpinWait.SpinUntil(() => Names("run").Length >= 2, TimeSpan.FromMinutes(2)));
        LatentSimProgram.Signal(process, "TERM");
        ProgramResult result = LatentSimProgram.Finish(process);

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("latentsim: interrupted; nothing was written\n", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Names("run"));
    }

    [Theory]
    [InlineData("reference.process=none", "reference.process: names none")]
    [InlineData("data.topology=absent.pdb", "data.topology: there is no file")]
    [InlineData("data.topology=short.pdb", "reference.go-model: A chain of 5 to 1000 sites is expected")]
    [InlineData("reference.go-model.structure=broken.pdb", "broken.pdb: ALA9: is 2 nm from the residue before; expected one unbroken chain")]
    public void StructuresThatDoNotFitAreRefused(string setting, string says)
    {
        string copy = Path.Combine(folder, "trp-cage.yaml");
        File.Copy(ConfigurationPath, copy);
        WriteChain("short.pdb", [0, 3.8, 7.6]);
        WriteChain("broken.pdb", [0, 3.8, 7.6, 11.4, 15.2, 19, 22.8, 26.6, 46.6]);

        var error = Assert.Throws<InvalidInputException>(() => ReferenceSimulation.Of(ConfigurationFile.Load(copy, [setting]), Silent()));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reference.go-model.contacts=6-12", "reference.go-model.contacts: expected 12-10 or desolvation, found 6-12")]
    [InlineData("reference.langevin.time-step=0", "reference.langevin.time-step: expected a positive number, found 0")]
    [InlineData("data.temperature=null", "data.temperature: expected the temperature in K")]
    public void SettingsThatDoNotFitAreRefused(string setting, string says)
    {
        var error = Assert.Throws<InvalidInputException>(() => Configuration(setting));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static string ConfigurationPath => RepositoryRoot.File("config", "trp-cage.yaml");

    private static ConfigurationFile Configuration(params string[] settings) => ConfigurationFile.Load(ConfigurationPath, settings);

    private static ProgressLine Silent() => new(TextWriter.Null, interactive: false);

    private void Simulate(string name, int threads, params string[] settings) => Simulate(name, force: false, threads, settings);

    private void Simulate(string name, bool force, int threads, params string[] settings)
    {
        ConfigurationFile configuration = Configuration(["reference.frames=30", "reference.langevin.equilibration=2", .. settings]);
        using ProgressLine progress = Silent();
        ReferenceSimulation.Of(configuration, progress).Run(Path.Combine(folder, name), force, threads, CancellationToken.None);
    }

    private byte[] Bytes(string name, int trajectory) => File.ReadAllBytes(Path.Combine(folder, name, $"{trajectory:D4}.xtc"));

    private string[] Names(string name)
    {
        string path = Path.Combine(folder, name);
        return Directory.Exists(path) ? [.. Directory.GetFiles(path).Select(file => Path.GetFileName(file)).Order()] : [];
    }

    private void WriteChain(string name, double[] x) => File.WriteAllLines(
        Path.Combine(folder, name),
        x.Select((value, i) => FormattableString.Invariant($"ATOM  {i + 1,5}  CA  ALA A{i + 1,4}    {value,8:F3}{0.5 * (i % 2),8:F3}{0,8:F3}  1.00  0.00           C")));
}
