using System.Buffers.Binary;
using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

public sealed class DcdTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(22, true)]
    [InlineData(1000, true)]
    public void FramesComeBack(int atoms, bool box)
    {
        var frames = Frames(atoms, box);
        var read = Read(Written(frames));
        Assert.Equal(frames.Count, read.Count);
        for (var i = 0; i < frames.Count; i++)
        {
            Assert.Equal(frames[i].Step, read[i].Step);
            Assert.Equal(frames[i].Time, read[i].Time, 1e-3);
            Assert.Equal(box, read[i].HasBox);
            TrajectoryChecks.AssertClose(frames[i].BoxOrEmpty, read[i].BoxOrEmpty, 1e-6f);
            TrajectoryChecks.AssertClose(frames[i].Positions, read[i].Positions, 1e-7f);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheOtherByteOrderIsRead(bool box)
    {
        var bytes = Written(Frames(22, box));
        var expected = Read(bytes);
        var actual = Read(ByteOrder.Swapped(bytes, box));
        Assert.Equal(expected.Select(frame => frame.Positions), actual.Select(frame => frame.Positions));
        Assert.Equal(expected.Select(frame => frame.Box), actual.Select(frame => frame.Box));
        Assert.Equal(expected.Select(frame => frame.Time), actual.Select(frame => frame.Time));
    }

    [Fact]
    public void CosinesInPlaceOfAnglesAreRead()
    {
        var frames = Frames(5, box: true);
        var bytes = Written(frames);
        var cell = DcdFrameStart(bytes) + 4;
        foreach (var place in new[] { 1, 3, 4 })
        {
            var field = bytes.AsSpan(cell + 8 * place);
            var degrees = BinaryPrimitives.ReadDoubleLittleEndian(field);
            BinaryPrimitives.WriteDoubleLittleEndian(field, Math.Cos(double.DegreesToRadians(degrees)));
        }

        TrajectoryChecks.AssertClose(frames[0].Box, Read(bytes)[0].Box, 1e-6f);
    }

    [Fact]
    public void FixedAtomsAreRefusedByName()
    {
        var bytes = Written(Frames(5, box: false));
        bytes[8 + 4 * 8] = 2;
        Assert.Contains("fixed atoms", Assert.Throws<InvalidInputException>(() => Read(bytes)).Message);
    }

    [Fact]
    public void VelocitiesAreRefused()
    {
        var bytes = Written(Frames(5, box: false));
        "VELD"u8.CopyTo(bytes.AsSpan(4));
        Assert.Contains("VELD", Assert.Throws<InvalidInputException>(() => Read(bytes)).Message);
    }

    [Fact]
    public void FramesBeyondTheHeadersCountAreRead()
    {
        var bytes = Written(Frames(5, box: false));
        bytes[8] = 1;
        Assert.Equal(6, Read(bytes).Count);
    }

    [Fact]
    public void HeaderIsUpToDateAfterEachFlush()
    {
        var stream = new MemoryStream();
        using var writer = new DcdWriter(stream);
        for (var i = 0; i < 4; i++)
        {
            writer.Write(100 + 50 * i, 0.1 * (100 + 50 * i), new float[15], default);
            writer.Flush();
            Assert.Equal(i + 1, BinaryPrimitives.ReadInt32LittleEndian(stream.ToArray().AsSpan(8)));
            Assert.Equal(writer.Length, stream.Length);
        }

        Assert.Equal(50, BinaryPrimitives.ReadInt32LittleEndian(stream.ToArray().AsSpan(16)));
    }

    [Fact]
    public void ABoxMustStayOrStayAway()
    {
        using var writer = new DcdWriter(new MemoryStream());
        writer.Write(0, 0, new float[15], default);
        Assert.Throws<ArgumentException>(() => writer.Write(1, 1, new float[15], new float[9]));
    }

    [Fact]
    public void ReadingAndWritingAllocateNothingPerFrame()
    {
        var bytes = Written([.. Enumerable.Range(0, 500).SelectMany(_ => Frames(20, box: true))]);
        using var reader = new DcdReader(new MemoryStream(bytes), "test.dcd");
        using var writer = new DcdWriter(Stream.Null);
        var frame = new Frame(20);
        for (var i = 0; i < 100 && reader.ReadNext(frame); i++)
            writer.Write(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.ReadNext(frame))
            writer.Write(frame);
        // The runtime itself allocates a little; the smallest object has 24 bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 2900);
    }

    internal static List<Frame> Frames(int atoms, bool box)
    {
        var frames = Enumerable.Range(0, 6).Select(seed => Systems.Chain(atoms, new Random(seed), box: box)).ToList();
        for (var i = 0; i < frames.Count; i++)
        {
            frames[i].Step = 500 + 250 * i;
            frames[i].Time = 0.002 * frames[i].Step;
        }

        return frames;
    }

    internal static byte[] Written(IReadOnlyList<Frame> frames)
    {
        var stream = new MemoryStream();
        using (var writer = new DcdWriter(stream, leaveOpen: true))
            foreach (var frame in frames)
                writer.Write(frame);
        return stream.ToArray();
    }

    private static int DcdFrameStart(byte[] bytes) =>
        92 + 8 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(92)) + 12;

    private static List<Frame> Read(byte[] bytes)
    {
        using var reader = new DcdReader(new MemoryStream(bytes), "test.dcd");
        return TrajectoryChecks.ReadAll(reader);
    }

    /// <summary>Turns a little-endian DCD file into a big-endian one.</summary>
    private static class ByteOrder
    {
        internal static byte[] Swapped(byte[] file, bool box)
        {
            var bytes = (byte[])file.Clone();
            var at = 0;
            for (var record = 0; at < file.Length; record++)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
                var isCell = box && record >= 3 && (record - 3) % 4 == 0;
                var text = record == 0 ? 4 : record == 1 ? length - 4 : 0;
                Reverse(bytes.AsSpan(at, 4), 4);
                Reverse(bytes.AsSpan(at + 4 + (record == 0 ? 4 : 0), length - text), isCell ? 8 : 4);
                Reverse(bytes.AsSpan(at + 4 + length, 4), 4);
                at += length + 8;
            }

            return bytes;
        }

        private static void Reverse(Span<byte> words, int width)
        {
            for (var i = 0; i < words.Length; i += width)
                words.Slice(i, width).Reverse();
        }
    }
}
