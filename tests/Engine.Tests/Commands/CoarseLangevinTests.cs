using LatentSim.Engine.Configuration;
using LatentSim.Engine.Reference;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace Engine.Tests;

/// <summary>latentsim simulate with a coarse-grained force field that is fitted to a little of the shipped MD.</summary>
public sealed class CoarseLangevinTests : IDisposable
{
    private const int DataFrames = 600;
    private readonly string folder = Directory.CreateTempSubdirectory("latentsim-coarse-").FullName;

    public CoarseLangevinTests() => Dipeptide.WriteTrajectory(Path.Combine(folder, "md.xtc"), run: 0, DataFrames);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TrajectoriesAreFunctionsOfDataSeedAndIndex()
    {
        Simulate("one", threads: 1, "reference.trajectories=2");
        Simulate("several", threads: 2, "reference.trajectories=3");
        Simulate("other", threads: 1, "reference.trajectories=1", "reference.seed=2");

        for (int i = 0; i < 2; i++)
            Assert.Equal(Bytes("one", i), Bytes("several", i));
        Assert.NotEqual(Bytes("one", 0), Bytes("one", 1));
        Assert.NotEqual(Bytes("one", 0), Bytes("other", 0));
    }

    [Fact]
    public void FramesAreSitesOfTheMoleculeAtTheirTimesAndOfItsHandedness()
    {
        Simulate("run", threads: 1, "reference.frames=40");

        (Topology topology, Frame first) = PdbFile.Read(Path.Combine(folder, "run", CoarseLangevinProcess.TopologyFile));
        Assert.Equal(["C", "N", "CA", "CB", "C", "N"], topology.Atoms.Select(atom => atom.Name));
        Assert.Equal(["ACE1", "ALA2", "ALA2", "ALA2", "ALA2", "NME3"], topology.Atoms.Select(atom => topology.ResidueOf(atom.Index).ToString()));
        Assert.Equal([(0, 1), (1, 2), (2, 3), (2, 4), (4, 5)], topology.Bonds);
        var center = new ChiralCenter(2, 1, 4, 3);
        Assert.True(Chirality.SignedVolume(first.Positions, center) > 0);
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(Path.Combine(folder, "run", "0000.xtc"));
        var frame = new Frame(6);
        for (int i = 0; i < 40; i++)
        {
            Assert.True(reader.ReadNext(frame));
            Assert.Equal(i, frame.Time, 1e-6);
            Assert.True(Chirality.SignedVolume(frame.Positions, center) > 0);
            foreach ((int a, int b) in topology.Bonds)
                Assert.InRange(Distances.Compute(frame.Positions, a, b), 0.12, 0.17);
        }

        Assert.False(reader.ReadNext(frame));
    }

    [Fact]
    public void WhatWasSeenIsComparedWithTheData()
    {
        var text = new StringWriter();
        Simulate("run", threads: 1, text, "reference.frames=100");

        Assert.Contains("force field of 6 coarse sites fitted to 600 frames: 5 bonds, 4 angles, 1 improper, 2 torsions, 1 repulsion", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("bonds: means within", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("F of torsions 1-2-3-5 and 2-3-5-6 below 4 kT: RMSE", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("slowest relaxation", text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reference.coarse-langevin.time-step=0.01", "reference.coarse-langevin.time-step: is 0.01 ps, but the fastest vibration takes 0.02")]
    [InlineData("coarse=name CA CB", "expected 4 or more")]
    [InlineData("data.training=[absent.xtc]", "data.training: there is no file")]
    public void DataThatDoNotFitAreRefused(string setting, string says)
    {
        var error = Assert.Throws<InvalidInputException>(() => Simulate("run", threads: 1, setting));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reference.coarse-langevin.interval=0.0011", "reference.coarse-langevin.interval: expected a whole number of timesteps of 0.002 ps, found 0.0011")]
    [InlineData("reference.coarse-langevin.bandwidth=2", "reference.coarse-langevin.bandwidth: expected 0.02 to 0.5 radians, found 2")]
    [InlineData("data.temperature=null", "data.temperature: expected the temperature in K at which reference.process coarse-langevin runs")]
    public void SettingsThatDoNotFitAreRefused(string setting, string says)
    {
        var error = Assert.Throws<InvalidInputException>(() => Configuration(setting));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private ConfigurationFile Configuration(params string[] settings)
    {
        string training = $"data.training=[{Path.Combine(folder, "md.xtc")}]";
        return ConfigurationFile.Load(RepositoryRoot.File("config", "adp-coarse.yaml"), [training, "reference.trajectories=1", "reference.frames=30", "reference.coarse-langevin.equilibration=1", .. settings]);
    }

    private void Simulate(string name, int threads, params string[] settings) => Simulate(name, threads, TextWriter.Null, settings);

    private void Simulate(string name, int threads, TextWriter text, params string[] settings)
    {
        ConfigurationFile configuration = Configuration(settings);
        using var progress = new ProgressLine(text, interactive: false);
        ReferenceSimulation.Of(configuration, progress).Run(Path.Combine(folder, name), force: false, threads, CancellationToken.None);
    }

    private byte[] Bytes(string name, int trajectory) => File.ReadAllBytes(Path.Combine(folder, name, $"{trajectory:D4}.xtc"));
}
