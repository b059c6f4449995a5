using LatentSim.Actors;
using LatentSim.Engine.Live.Streams;
using LatentSim.Engine.Live.Web;

namespace LatentSim.Engine.Tests.Live;

/// <summary>What a client that takes nothing costs.</summary>
[Collection(AloneCollection.Name)]
public sealed class NeverReadingTests() : WebServedTests(FakeLiveRun.SceneOf(Sites, Walkers))
{
    private const int Sites = 2000;
    private const int Walkers = 20;
    [Fact]
    public async Task ItHoldsALittleAndOthersAreServed()
    {
        await using StreamClient stuck = await Watching();
        LiveFrames[] frames = [.. Enumerable.Range(0, Walkers).Select(walker => Run.FramesOf(walker, 0, 50))];
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int block = 0; block < 20; block++)
        {
            foreach (LiveFrames made in frames)
                Run.Source.Publish(made with { FirstStep = block * 50L });
            await Task.Delay(5);
        }

        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        await using StreamClient other = await Watching();
        Run.Source.Publish(frames[0] with { FirstStep = 5000 });
        StreamClient.Message message = await other.Next("frames");

        // 480 MB were made. Beside the 32 MiB of the client there are what this test and its sockets hold.
        Assert.InRange(held, 0, StreamLimits.WaitingBytes + (16 << 20));
        Assert.InRange(message.Whole("step"), 5000, 5049);
        Assert.True(Run.Source.Open[0].Dropped > 0);
    }

    [Fact]
    public async Task WhatWouldNotFitIsRefused()
    {
        var large = new FakeLiveRun(FakeLiveRun.SceneOf(Sites, walkers: 2000));
        await using WebServer other = await WebServer.Start(new WebSettings(), large);
        await using StreamClient client = await StreamClient.Greeted(other);

        await client.Send(("type", "subscribe"), ("id", 0), ("fields", new[] { "atoms" }), ("credits", 1));

        Assert.StartsWith("walkers: 2000 frames of 24256 bytes are more than may wait for a client", (await client.Next("error")).Text("message"));
    }

    [Fact]
    public async Task SubscriptionsShareTheMemory()
    {
        await using StreamClient client = await StreamClient.Greeted(Server);
        for (int id = 0; id < 16; id++)
            await client.Send(("type", "subscribe"), ("id", id), ("fields", new[] { "atoms" }), ("credits", 1_000_000));
        Run.Source.WaitForWatchers(16);

        long frame = StreamMessages.BytesOfFrame(Run.Scene, StreamFields.Atoms);
        long most = Run.Source.Open.Sum(subscription => subscription.Request.Capacity * Walkers * frame);

        Assert.InRange(most, StreamLimits.WaitingBytes / 4, StreamLimits.WaitingBytes);
    }

    // Subscribes to all frames of all walkers; whoever gets it decides whether to read.
    private async Task<StreamClient> Watching()
    {
        int watchers = Run.Source.Open.Count;
        StreamClient client = await StreamClient.Greeted(Server);
        await client.Send(("type", "subscribe"), ("id", 0), ("fields", new[] { "atoms" }), ("credits", 1_000_000));
        Run.Source.WaitForWatchers(watchers + 1);
        return client;
    }
}
