using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

public sealed class TrajectoryFileTests
{
    [Theory]
    [InlineData("a.xtc", typeof(XtcReader))]
    [InlineData("a.DCD", typeof(DcdReader))]
    [InlineData("a.pdb", typeof(PdbReader))]
    public void TheEndingTellsTheFormat(string name, Type expected)
    {
        using var folder = new TemporaryFolder();
        var (topology, frame) = Systems.AlanineDipeptide();
        using (var writer = TrajectoryFile.Create(folder.File(name), topology))
        {
            writer.Write(frame);
            writer.Flush();
            Assert.Equal(writer.Length, new FileInfo(folder.File(name)).Length);
        }

        using var reader = TrajectoryFile.OpenRead(folder.File(name));
        Assert.IsType(expected, reader);
        TrajectoryChecks.AssertClose(frame.Positions, Assert.Single(TrajectoryChecks.ReadAll(reader)).Positions, 0.00051f);
    }

    [Theory]
    [InlineData("a.trr", "expected a name that ends in .xtc, .dcd or .pdb")]
    [InlineData("missing.xtc", "there is no such file")]
    [InlineData("folder.dcd", "is a directory")]
    [InlineData("empty.xtc", "the file is empty")]
    [InlineData("empty.dcd", "the file ends too early")]
    [InlineData("empty.pdb", "without an ATOM")]
    public void WhatCannotBeReadIsSaid(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(name);
        if (name.StartsWith("empty"))
            File.WriteAllBytes(path, []);
        if (name.StartsWith("folder"))
            Directory.CreateDirectory(path);
        var error = Assert.Throws<InvalidInputException>(() => TrajectoryFile.OpenRead(path));
        Assert.StartsWith(path + ": ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void AFrameOfAnotherSizeIsRefused()
    {
        using var folder = new TemporaryFolder();
        var (topology, frame) = Systems.AlanineDipeptide();
        foreach (var name in new[] { "a.xtc", "a.dcd", "a.pdb" })
        {
            using (var writer = TrajectoryFile.Create(folder.File(name), topology))
            {
                Assert.Throws<ArgumentException>(() => writer.Write(new Frame(21)));
                Assert.Throws<ArgumentException>(() => writer.Write(0, 0, frame.Positions, new float[3]));
                writer.Write(frame);
            }

            using var reader = TrajectoryFile.OpenRead(folder.File(name));
            Assert.Throws<ArgumentException>(() => reader.ReadNext(new Frame(21)));
        }
    }
}
