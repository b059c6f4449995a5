using LatentSim.Engine.Runs;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

public class WalkerFilesTests
{
    [Fact]
    public void MoreWalkersThanOpenFilesKeepTheirBytes()
    {
        using var folder = new TemporaryFolder();
        var directory = new RunDirectory(folder.Path("run"));
        directory.Create();
        const int Walkers = 700;
        using (var files = new WalkerFiles(directory, ".bin", new long[Walkers]))
        {
            for (byte round = 0; round < 3; round++)
            {
                for (int walker = 0; walker < Walkers; walker++)
                    files.Append(walker, [round, (byte)walker]);
                files.Sync();
            }

            Assert.All(files.Lengths, length => Assert.Equal(6, length));
        }

        for (int walker = 0; walker < Walkers; walker++)
        {
            byte low = (byte)walker;
            Assert.Equal([0, low, 1, low, 2, low], File.ReadAllBytes(directory.WalkerFile(walker, Walkers, ".bin")));
        }
    }

    [Fact]
    public void MoreFilesThanMayStayOpenKeepTheirBytes()
    {
        using var folder = new TemporaryFolder();
        const int Files = 20;
        using (var handles = new FileHandles(Files, file => folder.Path($"{file}"), 3))
        {
            for (byte round = 0; round < 3; round++)
            {
                for (int file = 0; file < Files; file++)
                    handles.Write(file, [round, (byte)file], 2 * round);
            }

            handles.Sync(Files - 1);
        }

        for (byte file = 0; file < Files; file++)
            Assert.Equal([0, file, 1, file, 2, file], File.ReadAllBytes(folder.Path($"{file}")));
    }

    // Pieces of all sizes: collected, just too large to be collected with those before, and too large to be collected at all.
    [Fact]
    public void BytesAreInOrderWhateverTheSizeOfThePieces()
    {
        using var folder = new TemporaryFolder();
        var directory = new RunDirectory(folder.Path("run"));
        directory.Create();
        var random = new Random(4);
        var expected = new List<byte>[3];
        using var files = new WalkerFiles(directory, ".bin", new long[expected.Length]);
        for (int piece = 0; piece < 200; piece++)
        {
            int walker = piece % expected.Length;
            byte[] bytes = new byte[random.Next(piece % 10 == 0 ? 100_000 : 9_000)];
            random.NextBytes(bytes);
            (expected[walker] ??= []).AddRange(bytes);
            files.Append(walker, bytes);
            Assert.Equal(expected[walker].Count, files.Lengths[walker]);
        }

        files.Sync();
        for (int walker = 0; walker < expected.Length; walker++)
            Assert.Equal(expected[walker], File.ReadAllBytes(directory.WalkerFile(walker, expected.Length, ".bin")));
    }

    [Fact]
    public void APieceThatCouldNotBeWrittenCanBeRepeated()
    {
        using var folder = new TemporaryFolder();
        var directory = new RunDirectory(folder.Path("run"));
        directory.Create();
        using var files = new WalkerFiles(directory, ".bin", new long[1]);
        byte[] first = [.. Enumerable.Range(0, 12_000).Select(i => (byte)i)];
        byte[] second = [.. Enumerable.Range(0, 12_000).Select(i => (byte)(7 * i))];
        files.Append(0, first);
        Directory.CreateDirectory(directory.WalkerFile(0, 1, ".bin"));
        Assert.Throws<UnauthorizedAccessException>(() => files.Append(0, second));
        Directory.Delete(directory.WalkerFile(0, 1, ".bin"));
        files.Append(0, second);
        files.Sync();
        Assert.Equal([.. first, .. second], File.ReadAllBytes(directory.WalkerFile(0, 1, ".bin")));
    }

    [Fact]
    public void AppendingAllocatesNothing()
    {
        using var folder = new TemporaryFolder();
        var directory = new RunDirectory(folder.Path("run"));
        directory.Create();
        using var files = new WalkerFiles(directory, ".bin", new long[8]);
        byte[] piece = new byte[300];
        for (int walker = 0; walker < 8; walker++)
            files.Append(walker, new byte[20_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 2000; i++)
            files.Append(i % 8, piece);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);
    }

    [Theory]
    [InlineData(7, 64, "0007.xtc")]
    [InlineData(7, 10_000, "0007.xtc")]
    [InlineData(7, 100_000, "00007.xtc")]
    public void NamesSortByWalker(int walker, int walkers, string expected) =>
        Assert.Equal(expected, Path.GetFileName(new RunDirectory("x").WalkerFile(walker, walkers, ".xtc")));
}
