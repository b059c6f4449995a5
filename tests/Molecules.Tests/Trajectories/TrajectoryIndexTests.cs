using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

public sealed class TrajectoryIndexTests
{
    private const int Frames = 700;

    [Theory]
    [InlineData("a.xtc", 3, true)]
    [InlineData("a.xtc", 12, true)]
    [InlineData("a.dcd", 12, true)]
    [InlineData("a.pdb", 3, false)]
    public void AnyFrameIsReadFromThePlaceBeforeIt(string name, int atoms, bool hasTimes)
    {
        using var folder = new TemporaryFolder();
        List<float[]> written = Write(folder.File(name), atoms);
        var index = TrajectoryIndex.Build(folder.File(name));
        Assert.Equal((atoms, Frames), (index.AtomCount, index.Frames));
        Assert.True(index.IsEven);
        if (hasTimes)
            Assert.Equal(0.5, index.Spacing, 1e-5);

        using ISeekingTrajectoryReader reader = TrajectoryFile.OpenRead(folder.File(name));
        var frame = new Frame(atoms);
        foreach (long wanted in new[] { 699L, 0, 1, 2, 350, 349, 511, 512, 0 })
        {
            TrajectoryPlace place = index.Before(wanted);
            Assert.InRange(wanted - place.Frame, 0, 4);
            reader.GoTo(place);
            while (reader.Place.Frame < wanted)
                Assert.True(reader.Skip(out _));
            Assert.True(reader.ReadNext(frame));
            Assert.Equal(wanted + 1, reader.Place.Frame);
            TrajectoryChecks.AssertClose(written[(int)wanted], frame.Positions, 0.00051f);
        }
    }

    [Fact]
    public void EveryFrameIsLookedAtWhereThatIsAsked()
    {
        using var folder = new TemporaryFolder();
        List<float[]> written = Write(folder.File("a.xtc"), 4);
        var seen = new List<long>();
        TrajectoryIndex.Build(folder.File("a.xtc"), (number, frame) =>
        {
            seen.Add(number);
            TrajectoryChecks.AssertClose(written[(int)number], frame.Positions, 1e-6f);
        });
        Assert.Equal(Enumerable.Range(0, Frames).Select(i => (long)i), seen);
    }

    [Theory]
    [InlineData("a.xtc", 12, "frame 699")]
    [InlineData("a.xtc", 3, "frame 699")]
    [InlineData("a.dcd", 12, "frame 699")]
    public void ATruncatedFileIsFoundWithoutReadingPositions(string name, int atoms, string place)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File(name), atoms);
        byte[] bytes = File.ReadAllBytes(folder.File(name));
        File.WriteAllBytes(folder.File(name), bytes[..^5]);
        Assert.Contains(place, Assert.Throws<InvalidInputException>(() => TrajectoryIndex.Build(folder.File(name))).Message);
    }

    [Fact]
    public void UnevenTimesAreSeen()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new XtcWriter(folder.File("a.xtc"), 2))
        {
            foreach (double time in new[] { 0.0, 1, 2, 4 })
                writer.Write(0, time, [0, 0, 0, 1, 1, 1], []);
        }

        var index = TrajectoryIndex.Build(folder.File("a.xtc"));
        Assert.False(index.IsEven);
        Assert.Equal(4.0 / 3, index.Spacing, 1e-6);
    }

    private static List<float[]> Write(string path, int atoms)
    {
        var random = new Random(7);
        var builder = new TopologyBuilder();
        builder.AddResidue("MOL", 1, "A");
        for (int i = 0; i < atoms; i++)
            builder.AddAtom($"C{i}", Element.FromSymbol("C"));
        var frames = new List<float[]>();
        using ITrajectoryWriter writer = TrajectoryFile.Create(path, builder.Build());
        for (int i = 0; i < Frames; i++)
        {
            frames.Add([.. Enumerable.Range(0, 3 * atoms).Select(_ => MathF.Round(3 * random.NextSingle(), 3))]);
            writer.Write(i, 0.5 * i, frames[i], []);
        }

        writer.Flush();
        return frames;
    }
}
