using System.Text.RegularExpressions;
using LatentSim.Actors;
using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Tests.Runs;

public class FullDiskTests
{
    private const int NoSpace = 28;

    /// <summary>Linux's disk that is always full takes the place of a walker's file, and the real one comes back before the run is resumed.</summary>
    [Fact(Timeout = 120_000)]
    public async Task AFullDiskIsNamedWaitedForAndLeavesADirectoryToResumeWhenTheRunIsStopped()
    {
        using var whole = new SmallRun();
        await whole.Finish();
        using var run = new SmallRun();
        using var stop = new CancellationTokenSource();
        var news = new StopAtNews(stop);

        RunResult result = await run.Through(
            store =>
            {
                File.CreateSymbolicLink(run.Walker(3), "/dev/full");
                return store;
            },
            news: news,
            stop: stop.Token);

        Assert.Equal(RunOutcome.StoppedWithoutRoom, result.Outcome);
        Assert.True(Regex.IsMatch(news.Line, "^the disk is full, or your share of it: frames in .*run need [0-9.]+ .+ more at least, and [0-9.]+ .+ can be had; the run waits"), news.Line);
        Assert.DoesNotContain('\n', news.Line);
        File.Delete(run.Walker(3));
        await run.Finish(resume: true);
        SmallRun.AssertSame(whole.Files(), run.Files());
    }

    [Fact]
    public void ABlockThatFoundNoRoomHalfWayGoesOnFromThere()
    {
        using var run = new SmallRun(walkers: 5);
        RunSession.Create(run.Request).Dispose();
        var start = new Checkpoint([1], new RunState([ShardState.AtStart(new Shard(0, 0, 5))], []), new long[5]);
        var flaky = new FlakyEncoder(new IOException("No space left on device", NoSpace));
        using var store = new RunStore(run.Directory, start, flaky, _ => "{}");
        using ShardBlock block = FlakyEncoder.Block(walkers: 5);

        int refused = 0;
        for (bool kept = false; !kept;)
        {
            try
            {
                store.Append(block);
                kept = true;
            }
            catch (NoRoomException)
            {
                refused++;
            }
        }

        store.Append(block);
        store.Checkpoint(start.State);
        Assert.Equal(5, refused);
        for (int walker = 0; walker < 5; walker++)
            Assert.Equal([255, (byte)walker, (byte)walker], File.ReadAllBytes(run.Walker(walker, flaky.Extension)));
    }

    [Fact]
    public void ABrokenDiskEndsTheRunAndSaysHowToGoOn()
    {
        using var run = new SmallRun();
        RunSession.Create(run.Request).Dispose();
        var start = new Checkpoint([1], new RunState([ShardState.AtStart(new Shard(0, 0, 2))], []), new long[2]);
        using var store = new RunStore(run.Directory, start, new FlakyEncoder(new IOException("Input/output error", 5)), _ => "{}");
        using ShardBlock block = FlakyEncoder.Block(walkers: 2);

        RunFailedException exception = Assert.Throws<RunFailedException>(() => store.Append(block));

        Assert.Contains($"Input/output error The run is whole up to its last checkpoint: put the disk right, then go on with 'latentsim resume {run.Request.Directory}'.", exception.Message);
    }

    private sealed class StopAtNews(CancellationTokenSource stop) : IProgress<string>
    {
        public string Line { get; private set; } = "";

        public void Report(string value)
        {
            Line = value;
            stop.Cancel();
        }
    }
}
