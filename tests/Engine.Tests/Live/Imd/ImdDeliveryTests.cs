using System.Diagnostics;
using LatentSim.Engine.Live.Imd;

namespace LatentSim.Engine.Tests.Live.Imd;

public class ImdDeliveryTests
{
    [Fact]
    public async Task EveryClientOfALosslessServerGetsEveryFrame()
    {
        await using ServedRun served = ServedRun.Lossless(FakeLiveRun.SceneOf(22));
        using ImdReceiver first = served.Begin();
        using ImdReceiver second = served.Begin();
        Task<long[]> one = Task.Run(() => Steps(first));
        Task<long[]> other = Task.Run(() => Steps(second));
        for (int block = 0; block < 40; block++)
            served.Publish(block * 500, 500);
        served.Run.Source.Complete();

        long[] all = [.. Enumerable.Range(0, 20_000)];
        Assert.Equal(all, await one);
        Assert.Equal(all, await other);
    }

    [Fact]
    public async Task ALosslessClientThatReadsSlowlyMakesTheSourceWait()
    {
        await using ServedRun served = ServedRun.Lossless(FakeLiveRun.SceneOf(30_000));
        using ImdReceiver client = served.Begin(receiveBuffer: 1 << 14);
        Task publishing = Task.Run(() =>
        {
            for (int step = 0; step < 60; step++)
                served.Publish(step, 1);
        });

        await Task.Delay(300);
        Assert.False(publishing.IsCompleted);
        Assert.Equal(Enumerable.Range(0, 60).Select(step => (long)step), Enumerable.Range(0, 60).Select(_ => client.Next().Step));
        await publishing;
    }

    [Fact]
    public async Task ASlowClientOfTheNewestIsNeverBehind()
    {
        await using var served = new ServedRun(FakeLiveRun.SceneOf(5000));
        using ImdReceiver client = served.Begin(receiveBuffer: 1 << 15);
        long published = 0;
        using var stop = new CancellationTokenSource();
        Task publishing = Task.Run(() =>
        {
            for (; !stop.IsCancellationRequested; Thread.Sleep(5))
            {
                served.Publish(published, 4);
                Interlocked.Add(ref published, 4);
            }
        });

        var steps = new List<long>();
        var behind = new List<long>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(3.5); Thread.Sleep(40))
        {
            steps.Add(client.Next().Step);
            behind.Add(Interlocked.Read(ref published) - steps[^1]);
        }

        await stop.CancelAsync();
        await publishing;
        // The client reads some 20 frames a second of the 600 that are made: at the end it is behind by less than half a second of them.
        Assert.InRange(steps.Count, 10, 90);
        Assert.All(behind.TakeLast(8), steps => Assert.InRange(steps, 0, published / 3.5 * 0.6));
        long[] spacings = [.. steps.TakeLast(8).Zip(steps.TakeLast(7), (one, next) => next - one).Distinct()];
        Assert.All(steps.TakeLast(8), step => Assert.Equal(0, step % 4));
        Assert.DoesNotContain(1, spacings);
    }

    [Fact]
    public async Task AFastClientOfTheNewestGetsAll()
    {
        await using var served = new ServedRun();
        using ImdReceiver client = served.Begin();
        for (int step = 0; step < 200; step++)
        {
            served.Publish(step, 1);
            Assert.Equal(step, client.Next().Step);
        }
    }

    [Fact]
    public async Task AClientThatNeverReadsHoldsUpNobodyAndIsClosed()
    {
        await using var served = new ServedRun(FakeLiveRun.SceneOf(20_000), limits: new ImdLimits { Stall = TimeSpan.FromSeconds(0.5) });
        using ImdReceiver stuck = served.Begin(receiveBuffer: 1 << 14);
        using ImdReceiver good = served.Begin();
        var clock = Stopwatch.StartNew();
        int seen = 0;
        for (int step = 0; served.Server.Clients > 1 && clock.Elapsed < TimeSpan.FromSeconds(8); step++)
        {
            served.Publish(step, 1);
            while (good.HasData(20))
            {
                good.Next();
                seen++;
            }
        }

        Assert.Equal(1, served.Server.Clients);
        Assert.True(seen > 10, $"the other client got {seen} frames");
        Assert.Contains("read nothing for 0.5 s", Assert.Single(served.ClientLines, line => line.Level == "warning").Text);
    }

    private static long[] Steps(ImdReceiver client) => [.. client.Rest().Select(frame => frame.Step)];
}
