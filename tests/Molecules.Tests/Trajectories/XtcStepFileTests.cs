using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

public sealed class XtcStepFileTests : IDisposable
{
    private const int Frames = 6000;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Frames of very unlike sizes, so that interpolation misses.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(22)]
    public void AnyFrameIsThatOfTheReader(int atoms)
    {
        string path = Write(atoms, Frames);
        float[][] all = ReadAll(path);
        var random = new Random(3);
        using var file = new XtcStepFile(path, atoms);

        Assert.Equal(Frames, file.Count());
        float[] found = new float[3 * atoms];
        for (int i = 0; i < 400; i++)
        {
            int frame = i < 4 ? Frames - 1 - i : random.Next(Frames);
            Assert.Equal(1, file.Read(frame, 1, found));
            Assert.Equal(all[frame], found);
        }

        Assert.Equal(0, file.Read(Frames, 1, found));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1500)]
    public void StridedFramesFollowOneAnother(int stride)
    {
        string path = Write(12, Frames);
        float[][] all = ReadAll(path);
        using var file = new XtcStepFile(path, 12);

        float[] found = new float[36 * Frames];
        int count = file.Read(5, stride, found);

        Assert.Equal((Frames - 5 + stride - 1) / stride, count);
        for (int i = 0; i < count; i++)
            Assert.Equal(all[5 + (i * stride)], found[(36 * i)..(36 * (i + 1))]);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void WhatIsCutIsNotThereYetAndComesWhenItIsWhole(int atoms)
    {
        byte[] bytes = File.ReadAllBytes(Write(atoms, 4));
        float[][] all = ReadAll(folder.File("a.xtc"));
        string path = folder.File("growing.xtc");
        File.WriteAllBytes(path, []);
        using var file = new XtcStepFile(path, atoms);
        float[] found = new float[3 * atoms];
        int seen = 0;
        for (int length = 0; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            long count = file.Count();
            if (file.Read(seen, 1, found) == 1)
                Assert.Equal(all[seen++], found);
            Assert.Equal(seen, count);
        }

        Assert.Equal(4, seen);
    }

    [Fact]
    public void BytesThatAreNotThereYetMayBeZeros()
    {
        byte[] bytes = File.ReadAllBytes(Write(12, 3));
        string path = folder.File("growing.xtc");
        File.WriteAllBytes(path, [.. bytes, .. new byte[500]]);
        using var file = new XtcStepFile(path, 12);
        Assert.Equal(3, file.Count());
    }

    [Fact]
    public void AFileThatWasCutToACheckpointIsReadAsItGrowsAgain()
    {
        string path = Write(12, 3000);
        float[][] all = ReadAll(path);
        byte[] bytes = File.ReadAllBytes(path);
        using var file = new XtcStepFile(path, 12);
        float[] found = new float[36];
        Assert.Equal(1, file.Read(2998, 1, found));

        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.InRange(file.Count(), 1000, 2900);
        Assert.Equal(0, file.Read(2999, 1, found));
        File.WriteAllBytes(path, bytes);
        Assert.Equal(1, file.Read(2999, 1, found));
        Assert.Equal(all[2999], found);
    }

    [Fact]
    public void DamageIsNamedWithItsPlace()
    {
        string path = Write(12, 50);
        byte[] bytes = File.ReadAllBytes(path);
        int second = bytes.AsSpan(4).IndexOf(bytes.AsSpan(0, 8)) + 4;
        bytes[second] = 77;
        File.WriteAllBytes(path, bytes);
        using var file = new XtcStepFile(path, 12);

        InvalidInputException exception = Assert.Throws<InvalidInputException>(() => file.Read(0, 1, new float[360]));

        Assert.Contains($"frame 1, byte {second}", exception.Message);
    }

    [Fact]
    public void RandomBytesAreRefusedAndNothingElseHappens()
    {
        byte[] whole = File.ReadAllBytes(Write(12, 60));
        string path = folder.File("damaged.xtc");
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = whole.ToArray();
            for (int change = 0; change <= i % 8; change++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, bytes[..random.Next(bytes.Length)]);
            using var file = new XtcStepFile(path, 12);
            try
            {
                _ = file.Count();
                _ = file.Read(random.Next(60), 1, new float[360]);
            }
            catch (InvalidInputException)
            {
            }
        }
    }

    [Fact]
    public void FramesWhoseStepsAreNotTheirNumbersAreRefused()
    {
        string path = folder.File("a.xtc");
        using (var writer = new XtcWriter(path, 12))
        {
            for (int i = 0; i < 10; i++)
                writer.Write(10 * i, i, Systems.Chain(12, new Random(i)).Positions, []);
        }

        using var file = new XtcStepFile(path, 12);
        Assert.Contains("carries step 10", Assert.Throws<InvalidInputException>(() => file.Read(1, 1, new float[36])).Message);
    }

    private string Write(int atoms, int frames)
    {
        string path = folder.File("a.xtc");
        using var writer = new XtcWriter(path, atoms);
        var random = new Random(9);
        for (int i = 0; i < frames; i++)
            writer.Write(i, i, Systems.Chain(atoms, random, i > frames / 3 ? 5f : 0.05f).Positions, []);
        return path;
    }

    private static float[][] ReadAll(string path)
    {
        using var reader = new XtcReader(path);
        var frame = new Frame(reader.AtomCount);
        List<float[]> frames = [];
        while (reader.ReadNext(frame))
            frames.Add([.. frame.Positions]);
        return [.. frames];
    }
}
