using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Imd;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Streaming;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

/// <summary>What cannot be shown as it is asked for leaves no directory behind.</summary>
public sealed class DiscardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ARunThatCannotBeShownLeavesTheDirectoryAsItWas(bool wasThere)
    {
        string directory = folder.Path("run");
        if (wasThere)
            Directory.CreateDirectory(directory);
        var live = new LiveSettings { Imd = [new ImdSettings { Port = 0, Walker = 99 }] };
        using (RunSession session = RunSession.Create(RequestOf(directory)))
            await Assert.ThrowsAsync<InvalidInputException>(() => StreamedRun.Run(session, null, live, LogFormat.Text, CancellationToken.None));

        Assert.Equal(wasThere, Directory.Exists(directory));
        if (wasThere)
            Assert.Empty(Directory.EnumerateFileSystemEntries(directory));
    }

    [Fact]
    public async Task ARunThatHasBegunIsKept()
    {
        string directory = folder.Path("run");
        using RunSession session = RunSession.Create(RequestOf(directory));
        await session.Run();

        session.Discard();

        Assert.True(File.Exists(session.Directory.CheckpointFile));
    }

    private RunRequest RequestOf(string directory)
    {
        string model = folder.Path("model.lsbox");
        TestSimulators.Whole().Save(model);
        return new RunRequest { ModelFile = model, Directory = directory, Walkers = 2, Frames = 3 };
    }
}
