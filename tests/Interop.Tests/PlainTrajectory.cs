using LatentSim.Molecules;

namespace Interop.Tests;

/// <summary>A trajectory as plain numbers, the form in which it is exchanged with the script.</summary>
internal static class PlainTrajectory
{
    // A PDB file's angles have two decimals.
    private const double BoxTolerance = 4e-4;

    /// <summary>Frames of atoms that follow one another at about a bond's length.</summary>
    internal static List<Frame> Random(int atoms, int frames, bool box, float bond = 0.15f, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, frames).Select(i => Random(atoms, i, box, bond, random))];
    }

    internal static void Write(string path, IReadOnlyList<Frame> frames)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(frames.Count);
        writer.Write(frames[0].AtomCount);
        foreach (var frame in frames)
        {
            writer.Write(frame.Time);
            for (var i = 0; i < 9; i++)
                writer.Write(frame.HasBox ? (double)frame.Box[i] : 0);
            foreach (var x in frame.Positions)
                writer.Write(x);
        }
    }

    internal static List<Frame> Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        var count = reader.ReadInt32();
        var atoms = reader.ReadInt32();
        return [.. Enumerable.Range(0, count).Select(_ => Read(reader, atoms))];
    }

    internal static List<Frame> ReadAll(string path)
    {
        using var reader = TrajectoryFile.OpenRead(path);
        var frames = new List<Frame>();
        for (var frame = new Frame(reader.AtomCount); reader.ReadNext(frame); frame = new Frame(reader.AtomCount))
            frames.Add(frame);
        return frames;
    }

    internal static void WriteAll(string path, IReadOnlyList<Frame> frames, Topology? topology = null)
    {
        using var writer = TrajectoryFile.Create(path, topology ?? Carbons(frames[0].AtomCount));
        foreach (var frame in frames)
            writer.Write(frame);
    }

    internal static Topology Carbons(int atoms)
    {
        var builder = new TopologyBuilder();
        for (var i = 0; i < atoms; i++)
        {
            builder.AddResidue("GLY", i + 1, "A");
            builder.AddAtom("CA", Element.Carbon);
        }

        return builder.Build();
    }

    /// <summary>Compares coordinate for coordinate, to within a tolerance in nm and the rounding of floats in another unit.</summary>
    internal static void AssertSame(IReadOnlyList<Frame> expected, IReadOnlyList<Frame> actual, double tolerance, bool times = true)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            if (times)
                Assert.Equal(expected[i].Time, actual[i].Time, 1e-4);
            Assert.True(expected[i].HasBox == actual[i].HasBox, $"Frame {i} {(actual[i].HasBox ? "has a" : "lacks its")} box.");
            AssertSame(expected[i].BoxOrEmpty, actual[i].BoxOrEmpty, BoxTolerance, i);
            AssertSame(expected[i].Positions, actual[i].Positions, tolerance, i);
        }
    }

    private static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, int frame)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            if (!(Math.Abs((double)expected[i] - actual[i]) <= tolerance + 3e-7 * Math.Abs(expected[i])))
                Assert.Fail($"Frame {frame}, number {i}: {actual[i]}, expected {expected[i]}.");
    }

    private static Frame Random(int atoms, int number, bool box, float bond, Random random)
    {
        var frame = new Frame(atoms) { Step = 500 * number, Time = number, HasBox = box };
        var at = new float[3];
        for (var i = 0; i < frame.Positions.Length; i++)
            frame.Positions[i] = at[i % 3] += bond * (2 * random.NextSingle() - 1);
        if (box)
            new[] { 3f + number, 0, 0, 0.5f, 3.25f, 0, 0.25f, -0.5f, 4 }.CopyTo(frame.Box, 0);
        return frame;
    }

    private static Frame Read(BinaryReader reader, int atoms)
    {
        var frame = new Frame(atoms) { Time = reader.ReadDouble() };
        for (var i = 0; i < 9; i++)
            frame.Box[i] = (float)reader.ReadDouble();
        frame.HasBox = frame.Box.Any(x => x != 0);
        for (var i = 0; i < frame.Positions.Length; i++)
            frame.Positions[i] = reader.ReadSingle();
        return frame;
    }
}
