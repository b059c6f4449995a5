using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

/// <summary>A damaged file gives frames or an error in the input, never another exception, and never much memory.</summary>
public sealed class DamagedFileTests
{
    // Buffers of the readers and the messages of the errors; a size that was believed would cost far more.
    private const long MostBytesPerFile = 1_000_000;

    public static TheoryData<string> Kinds => ["compressed.xtc", "plain.xtc", "wide.xtc", "cell.dcd", "molecule.pdb"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TruncationAtEveryByteIsReported(string kind)
    {
        var (bytes, frameEnds) = Sample(kind);
        for (var length = 0; length < bytes.Length; length++)
        {
            var whole = frameEnds.Count(end => end <= length);
            var (frames, error) = TryRead(kind, bytes[..length]);
            Assert.True(frames == whole || kind.EndsWith("pdb"), $"{frames} frames of {length} bytes, expected {whole}");
            if (!frameEnds.Contains(length) && !kind.EndsWith("pdb"))
                Assert.Contains(length < frameEnds[0] ? "byte" : $"frame {whole}, byte", error);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RandomDamageIsReportedOrHarmless(string kind)
    {
        var (bytes, _) = Sample(kind);
        var random = new Random(11);
        var reported = 0;
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(random.Next(2) == 0 ? 200 : damaged.Length)] ^= (byte)(1 << random.Next(8));
            if (TryRead(kind, damaged).Error.Length > 0)
                reported++;
        }

        Assert.InRange(reported, 100, 2999);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RandomBytesAfterAHeaderAreReportedOrHarmless(string kind)
    {
        var (bytes, _) = Sample(kind);
        var random = new Random(12);
        for (var i = 0; i < 1000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            random.NextBytes(damaged.AsSpan(random.Next(damaged.Length)));
            TryRead(kind, damaged);
        }
    }

    [Theory]
    [InlineData("compressed.xtc", 4)]
    [InlineData("compressed.xtc", 88)]
    [InlineData("cell.dcd", 0)]
    [InlineData("cell.dcd", 196)]
    public void HugeCountsAreRefusedBeforeMemoryIsTaken(string kind, int at)
    {
        var (bytes, _) = Sample(kind);
        foreach (var value in new byte[] { 0x05, 0x7f, 0xff })
        {
            var damaged = (byte[])bytes.Clone();
            var highest = kind.EndsWith("dcd") ? at + 3 : at;
            damaged[highest] = value;
            if (at == 4)
                damaged[52] = value;
            Assert.NotEqual("", TryRead(kind, damaged).Error);
        }
    }

    [Fact]
    public void WrongMagicNamesTheByte()
    {
        var (bytes, frameEnds) = Sample("compressed.xtc");
        bytes[frameEnds[0] + 3] ^= 1;
        var (frames, error) = TryRead("compressed.xtc", bytes);
        Assert.Equal(1, frames);
        Assert.StartsWith($"compressed.xtc: frame 1, byte {frameEnds[0]}: no XTC frame begins here: the magic number is 1994, expected 1995", error);
    }

    [Fact]
    public void AnotherAtomCountInALaterFrameIsRefused()
    {
        byte[] bytes = [.. XtcTests.Written([Systems.Chain(5, new Random(0))]), .. XtcTests.Written([Systems.Chain(6, new Random(0))])];
        Assert.Contains("the frame has 6 atoms; those before have 5", TryRead("joined.xtc", bytes).Error);
    }

    private static (byte[] Bytes, List<int> FrameEnds) Sample(string kind)
    {
        var stream = new MemoryStream();
        var ends = new List<int>();
        using (var writer = Writer(kind, stream))
            for (var i = 0; i < 3; i++)
            {
                writer.Write(Sample(kind, i));
                ends.Add((int)writer.Length);
            }

        return (stream.ToArray(), ends);
    }

    private static Frame Sample(string kind, int seed) => kind switch
    {
        "compressed.xtc" => Systems.Chain(22, new Random(seed), box: true),
        "plain.xtc" => Systems.Chain(4, new Random(seed), box: true),
        "wide.xtc" => Systems.Chain(12, new Random(seed), bond: 50_000),
        "cell.dcd" => DcdTests.Frames(5, box: true)[seed],
        _ => Systems.AlanineDipeptide().Frame,
    };

    private static ITrajectoryWriter Writer(string kind, Stream stream) => Path.GetExtension(kind) switch
    {
        ".xtc" => new XtcWriter(stream, leaveOpen: true),
        ".dcd" => new DcdWriter(stream, leaveOpen: true),
        _ => new PdbWriter(stream, Systems.AlanineDipeptide().Topology, leaveOpen: true),
    };

    private static (int Frames, string Error) TryRead(string kind, byte[] bytes)
    {
        var frames = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = "";
        try
        {
            using var reader = Reader(kind, new MemoryStream(bytes));
            var frame = new Frame(reader.AtomCount);
            while (reader.ReadNext(frame))
                frames++;
            if (kind.EndsWith("pdb"))
                PdbFile.Read(new MemoryStream(bytes), kind);
        }
        catch (InvalidInputException e)
        {
            error = e.Message;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesPerFile);
        return (frames, error);
    }

    private static ITrajectoryReader Reader(string kind, Stream stream) => Path.GetExtension(kind) switch
    {
        ".xtc" => new XtcReader(stream, kind),
        ".dcd" => new DcdReader(stream, kind),
        _ => new PdbReader(stream, kind),
    };
}
