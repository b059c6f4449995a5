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

    [Theory]
    [InlineData(7, 64, "0007.xtc")]
    [InlineData(7, 10_000, "0007.xtc")]
    [InlineData(7, 100_000, "00007.xtc")]
    public void NamesSortByWalker(int walker, int walkers, string expected) =>
        Assert.Equal(expected, Path.GetFileName(new RunDirectory("x").WalkerFile(walker, walkers, ".xtc")));
}
