using LatentSim.Actors;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Web;

namespace LatentSim.Engine.Tests.Live;

/// <summary>Clients that want every frame, and say how fast.</summary>
public sealed class EveryFrameTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task EveryFrameOfFilesComesOnceInOrderAndNeverMoreThanThereAreCreditsFor(int credits)
    {
        var run = new FakeLiveRun(FakeLiveRun.SceneOf(sites: 3, isComputedHere: false));
        run.Source.KeepsPast = true;
        for (int block = 0; block < 20; block++)
            run.Source.Publish(run.FramesOf(1, block * 10, 10));
        run.Source.Complete();
        run.Now = new LiveState { Phase = LivePhase.Complete };
        await using WebServer server = await WebServer.Start(new WebSettings(), run);
        await using StreamClient client = await StreamClient.Greeted(server);

        await client.Send(("type", "subscribe"), ("id", 2), ("walkers", new[] { 1 }), ("fields", new[] { "atoms" }), ("delivery", "all"), ("credits", credits), ("from", 0));
        long next = 0;
        long left = credits;
        while (await client.Next() is var message && message.Text("type") == "frames")
        {
            long count = message.Whole("count");
            Assert.Equal(next, message.Whole("step"));
            Assert.Equal(run.FramesOf(1, next, (int)count).Positions.ToArray(), message.Floats("atoms"));
            Assert.InRange(count, 1, left);
            Assert.Equal(0, message.Whole("dropped"));
            next += count;
            left += credits - count;
            await client.Send(("type", "credit"), ("id", 2), ("credits", credits));
        }

        Assert.Equal(200, next);
    }

    [Fact]
    public async Task WithoutCreditsNothingComesAndNothingIsLost()
    {
        var run = new FakeLiveRun();
        await using WebServer server = await WebServer.Start(new WebSettings { Delivery = LiveDelivery.All }, run);
        await using StreamClient client = await StreamClient.Greeted(server);
        await client.Send(("type", "subscribe"), ("id", 0), ("walkers", new[] { 0 }), ("fields", new[] { "latent" }), ("delivery", "all"), ("credits", 5));
        run.Source.WaitForWatchers(1);

        Task publishing = Task.Run(() => Enumerable.Range(0, 10).ToList().ForEach(block => run.Source.Publish(run.FramesOf(0, block * 5, 5))));
        Assert.Equal((0, 5), await Frames(client));
        Assert.NotSame(publishing, await Task.WhenAny(publishing, Task.Delay(100)));
        await client.Send(("type", "credit"), ("id", 0), ("credits", 2));
        Assert.Equal((5, 2), await Frames(client));
        await client.Send(("type", "credit"), ("id", 0), ("credits", 1000));
        Assert.Equal((7, 3), await Frames(client));
        for (long step = 10; step < 50;)
        {
            (long first, long count) = await Frames(client);
            Assert.Equal(step, first);
            step += count;
        }

        await publishing;
    }

    [Fact]
    public async Task ALargeBlockComesInSeveralMessages()
    {
        var run = new FakeLiveRun(FakeLiveRun.SceneOf(sites: 2000, isComputedHere: false));
        run.Source.KeepsPast = true;
        run.Source.Publish(run.FramesOf(0, 0, 100));
        await using WebServer server = await WebServer.Start(new WebSettings(), run);
        await using StreamClient client = await StreamClient.Greeted(server);

        await client.Send(("type", "subscribe"), ("id", 0), ("walkers", new[] { 0 }), ("fields", new[] { "atoms" }), ("delivery", "all"), ("credits", 100), ("from", 0));

        // 43 frames of 24 KB are the most that 1 MiB holds.
        Assert.Equal([(0, 43), (43, 43), (86, 14)], [await Frames(client), await Frames(client), await Frames(client)]);
    }

    private static async Task<(long Step, long Count)> Frames(StreamClient client)
    {
        StreamClient.Message message = await client.Next("frames");
        return (message.Whole("step"), message.Whole("count"));
    }
}
