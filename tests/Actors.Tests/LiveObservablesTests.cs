namespace LatentSim.Actors.Tests;

public class LiveObservablesTests
{
    private readonly ManualTime time = new();
    private int saves;

    [Fact]
    public void WithoutAWatcherNothingIsTaken()
    {
        var live = new LiveObservables(time);
        Assert.False(live.IsDue());
        Assert.Equal(0, Blocks(live, 100, 0.1));
    }

    [Fact]
    public void AStateIsTakenEveryTwoSecondsWhileSomeoneAsks()
    {
        var live = new LiveObservables(time);
        live.Ask();
        Assert.Equal(1, Blocks(live, 1, 0));
        (byte[]? state, long version) = live.Ask();
        Assert.Equal([7], state!);
        Assert.Equal(1, version);
        // Someone asks once more, and then nobody for ten seconds: at 2 s and at 4 s they are still of interest.
        Assert.Equal(2, Blocks(live, 100, 0.1));
        Assert.Equal(0, Blocks(live, 100, 0.1));
        live.Ask();
        Assert.Equal(1, Blocks(live, 1, 0.1));
    }

    [Fact]
    public void StatesThatAreExpensiveComeLessOften()
    {
        var live = new LiveObservables(time);
        live.Ask();
        live.Take(() => Save(0.03));
        live.Spent(TimeSpan.FromSeconds(0.05));
        int blocks = 0;
        while (!live.IsDue())
        {
            time.Pass(0.1);
            live.Ask();
            blocks++;
        }

        Assert.Equal(80, blocks);
    }

    [Fact(Timeout = 60_000)]
    public async Task ARunHandsOutWhatItHasCounted()
    {
        var live = new LiveObservables();
        live.Ask();
        var run = new FakeRun { Steps = 200, BlockSteps = 2, Growing = live };
        run.Store.OnAppend = _ => Thread.Sleep(1);

        run.AssertComplete(await run.Run());

        (byte[]? state, long version) = live.Ask();
        Assert.InRange(version, 1, 20);
        Assert.InRange(FrameCounter.Read(state!), 1, 200 * 8);
    }

    private int Blocks(LiveObservables live, int count, double spacing)
    {
        int before = saves;
        for (int i = 0; i < count; i++)
        {
            time.Pass(spacing);
            if (live.IsDue())
                live.Take(() => Save(0));
        }

        return saves - before;
    }

    private byte[] Save(double seconds)
    {
        saves++;
        time.Pass(seconds);
        return [7];
    }
}
