using System.Security.Cryptography;
using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

public sealed class XtcTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void PlainFrameComesBackBitForBit(int atoms)
    {
        var frames = Enumerable.Range(0, 5).Select(seed => Systems.Chain(atoms, new Random(seed), box: seed % 2 == 0)).ToList();
        AssertSame(frames, Read(Written(frames)), 0);
    }

    [Theory]
    [InlineData(10, 0.15f)]
    [InlineData(22, 0.15f)]
    [InlineData(1000, 0.15f)]
    [InlineData(22, 0.001f)]
    [InlineData(22, 0f)]
    [InlineData(23, 20f)]
    [InlineData(24, 1000f)]
    [InlineData(40, 50000f)]
    public void CompressedFrameComesBackWithinHalfACell(int atoms, float bond)
    {
        var frames = Enumerable.Range(0, 20).Select(seed => Systems.Chain(atoms, new Random(seed), bond, box: seed % 2 == 0)).ToList();
        AssertSame(frames, Read(Written(frames)), 0.0005f);
    }

    [Fact]
    public void CompressedGridIsFixed()
    {
        var frame = Systems.Chain(300, new Random(1));
        var once = Read(Written([frame]))[0];
        var twice = Read(Written([once]))[0];
        Assert.Equal(once.Positions, twice.Positions);
    }

    [Fact]
    public void DifferencesThatGrowAndShrinkAlongTheAtomsComeBack()
    {
        var random = new Random(5);
        var frame = new Frame(4000);
        var at = 0f;
        for (var i = 0; i < frame.Positions.Length; i++)
            frame.Positions[i] = at += (float)((random.NextDouble() - 0.5) * Math.Pow(10, 3 * Math.Sin(i / 500.0)));
        AssertSame([frame], Read(Written([frame])), 0.0005f * 1.01f);
    }

    [Theory]
    [InlineData(100f)]
    [InlineData(100000f)]
    public void PrecisionIsTheGrid(float precision)
    {
        var frame = Systems.Chain(50, new Random(2));
        var stream = new MemoryStream();
        using (var writer = new XtcWriter(stream, precision: precision, leaveOpen: true))
            writer.Write(frame);
        AssertSame([frame], Read(stream.ToArray()), 0.51f / precision);
    }

    [Fact]
    public void MoleculeTakesLessThanHalfTheBytesOfFloats()
    {
        var (_, frame) = Systems.AlanineDipeptide();
        Assert.InRange(Written([frame]).Length, 100, 22 * 12 * 2 / 3 + 48);
    }

    [Fact]
    public void LengthCountsWhatIsWritten()
    {
        var stream = new MemoryStream();
        using var writer = new XtcWriter(stream);
        for (var i = 0; i < 3; i++)
            writer.Write(Systems.Chain(30, new Random(i)));
        var length = writer.Length;
        writer.Flush();
        Assert.Equal(length, stream.Length);
        Assert.Equal(0, length % 4);
    }

    [Fact]
    public void AppendingAfterATruncationGivesTheUninterruptedFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.xtc");
        var frames = Enumerable.Range(0, 10).Select(seed => Systems.Chain(22, new Random(seed))).ToList();
        var length = 0L;
        using (var writer = new XtcWriter(path))
            for (var i = 0; i < 7; i++)
            {
                writer.Write(frames[i]);
                length = i == 3 ? writer.Length : length;
            }

        using (var writer = XtcWriter.Append(path, length))
            foreach (var frame in frames.Skip(4))
                writer.Write(frame);
        Assert.Equal(Written(frames), File.ReadAllBytes(path));
    }

    [Fact]
    public void AppendingToNothingBeginsTheFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.xtc");
        File.WriteAllBytes(path, [1, 2, 3]);
        var frame = Systems.Chain(22, new Random(0));
        using (var writer = XtcWriter.Append(path, 0))
            writer.Write(frame);
        Assert.Equal(Written([frame]), File.ReadAllBytes(path));
    }

    [Fact]
    public void AppendingRefusesAFileThatIsTooShortOrOfOtherAtoms()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.xtc");
        File.WriteAllBytes(path, Written([Systems.Chain(22, new Random(0))]));
        var length = new FileInfo(path).Length;
        Assert.Contains("ends here", Assert.Throws<InvalidInputException>(() => XtcWriter.Append(path, length + 4)).Message);
        Assert.Contains("22 atoms", Assert.Throws<InvalidInputException>(() => XtcWriter.Append(path, length, 23)).Message);
        using var writer = XtcWriter.Append(path, length);
        Assert.Throws<ArgumentException>(() => writer.Write(Systems.Chain(23, new Random(0))));
    }

    [Fact]
    public void NumbersThatTheFormatCannotHoldAreRefused()
    {
        using var writer = new XtcWriter(new MemoryStream());
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, 3e6f })
        {
            var frame = Systems.Chain(22, new Random(0));
            frame.Positions[40] = bad;
            Assert.Contains("atom 13", Assert.Throws<ArgumentException>(() => writer.Write(frame)).Message);
        }

        Assert.Equal(0, writer.Length);
    }

    [Fact]
    public void StepsBeyond32BitsKeepTheirLowBits()
    {
        var frame = Systems.Chain(22, new Random(0));
        frame.Step = (5L << 32) + 7;
        Assert.Equal(7, Read(Written([frame]))[0].Step);
    }

    [Fact]
    public void LargeFileFramesAreRead()
    {
        var bytes = Written([Systems.Chain(22, new Random(0))]);
        var large = new List<byte>(bytes);
        large[2] = 2023 >> 8;
        large[3] = 2023 & 0xff;
        large.InsertRange(14 * 4 + 8 * 4, [0, 0, 0, 0]);
        Assert.Equal(Read(bytes)[0].Positions, Read([.. large])[0].Positions);
    }

    [Fact]
    public void ReadingAndWritingAllocateNothingPerFrame()
    {
        var bytes = Written([.. Enumerable.Range(0, 2000).Select(seed => Systems.Chain(22, new Random(seed)))]);
        using var reader = new XtcReader(new MemoryStream(bytes), "test.xtc");
        using var writer = new XtcWriter(Stream.Null);
        var frame = new Frame(22);
        for (var i = 0; i < 100; i++)
            Copy(reader, writer, frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (Copy(reader, writer, frame))
        {
        }

        // The runtime itself allocates a little; the smallest object has 24 bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1900);
        Assert.Equal(bytes.Length, writer.Length);
    }

    // A run that one version began and another goes on with gives one file: the bytes of a frame are fixed. Molecules, large and small steps, equal places, and
    // boxes whose coordinates do not share bits.
    [Fact]
    public void BytesAreThoseOfTheFirstVersion()
    {
        (int Atoms, float Bond)[] systems = [(9, 0.15f), (10, 0.15f), (22, 0.15f), (94, 0.15f), (1000, 0.15f), (300, 0.002f), (40, 0f), (23, 20f), (40, 50000f)];
        byte[] bytes = [.. systems.SelectMany(system => Written([.. Enumerable.Range(0, 10).Select(seed => Systems.Chain(system.Atoms, new Random(seed), system.Bond, box: seed % 2 == 0))]))];
        Assert.Equal("34488cd734e944cb30ceb86a7ee34e39d303c6f4e61a0c5783fe6c8f1bc2938d", Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    internal static byte[] Written(IReadOnlyList<Frame> frames)
    {
        var stream = new MemoryStream();
        using (var writer = new XtcWriter(stream, leaveOpen: true))
            foreach (var frame in frames)
                writer.Write(frame);
        return stream.ToArray();
    }

    private static bool Copy(XtcReader reader, XtcWriter writer, Frame frame)
    {
        if (!reader.ReadNext(frame))
            return false;
        writer.Write(frame);
        return true;
    }

    private static List<Frame> Read(byte[] bytes)
    {
        using var reader = new XtcReader(new MemoryStream(bytes), "test.xtc");
        return TrajectoryChecks.ReadAll(reader);
    }

    private static void AssertSame(IReadOnlyList<Frame> expected, IReadOnlyList<Frame> actual, float tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Step, actual[i].Step);
            Assert.Equal(expected[i].Time, actual[i].Time);
            Assert.Equal(expected[i].BoxOrEmpty.ToArray(), actual[i].BoxOrEmpty.ToArray());
            TrajectoryChecks.AssertClose(expected[i].Positions, actual[i].Positions, tolerance);
        }
    }
}
