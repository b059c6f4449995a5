using LatentSim.Actors;
using LatentSim.Engine.Live;

namespace LatentSim.Engine.Tests.Live;

/// <summary>The stream for programs, spoken to over a real socket.</summary>
public sealed class StreamTests() : WebServedTests(FakeLiveRun.SceneOf(sites: 3, hasEnergies: true))
{
    [Fact]
    public async Task SaysWhatTheRunIsFirst()
    {
        await using StreamClient client = await StreamClient.Connect(Server);

        StreamClient.Message hello = await client.Next();

        Assert.Equal("latentsim.v1", client.Socket.SubProtocol);
        Assert.Equal("hello", hello.Text("type"));
        Assert.Equal(1, hello.Whole("version"));
        StreamClient.Message scene = hello.Map("scene");
        Assert.Equal(["name", "walkers", "frames", "lagTime", "timeUnit", "seed", "stages", "devices", "dimension", "sites", "coarseSites", "coarseAtoms", "box", "hasEnergies", "isComputedHere", "directory"], scene.Keys);
        Assert.Equal(3, scene.Whole("sites"));
        Assert.Equal("there-is-no-such-run", scene.Text("directory"));
    }

    [Fact]
    public async Task FramesCarryTheNumbersOfTheRun()
    {
        await using StreamClient client = await Subscribed("atoms", "latent", "energies");
        LiveFrames frames = Run.FramesOf(walker: 1, firstStep: 8, count: 3, stride: 2);

        Run.Source.Publish(frames);
        StreamClient.Message message = await client.Next("frames");

        Assert.Equal((0, 1, 8, 2, 3, 0), (message.Whole("id"), message.Whole("walker"), message.Whole("step"), message.Whole("stride"), message.Whole("count"), message.Whole("dropped")));
        Assert.Equal(frames.Positions.ToArray(), message.Floats("atoms"));
        Assert.Equal(frames.Latents.ToArray(), message.Floats("latents"));
        Assert.Equal(frames.Energies.ToArray(), System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>((byte[])message["energies"]!).ToArray());
        Assert.Equal((frames.Made - DateTimeOffset.UnixEpoch).TotalSeconds, (double)message["made"]!, 6);
        Assert.DoesNotContain("coarse", message.Keys);
    }

    [Fact]
    public async Task OnlyWhatWasAskedForIsSent()
    {
        await using StreamClient client = await Subscribed("latent");

        Run.Source.Publish(Run.FramesOf(0, 1, 1));
        StreamClient.Message message = await client.Next("frames");

        Assert.Equal(["type", "id", "walker", "step", "stride", "count", "made", "dropped", "latents"], message.Keys);
    }

    [Fact]
    public async Task NewestSendsTheNewestFramesThatThereAreCreditsFor()
    {
        await using StreamClient client = await Subscribed(["atoms"], credits: 3);

        Run.Source.Publish(Run.FramesOf(0, 100, 10));
        StreamClient.Message first = await client.Next("frames");
        Run.Source.Publish(Run.FramesOf(0, 110, 10));
        Run.Source.Publish(Run.FramesOf(0, 120, 10));
        Assert.True(await client.IsQuiet(100));

        Assert.Equal((107, 3), (first.Whole("step"), first.Whole("count")));
    }

    [Fact]
    public async Task CreditsThatComeLaterBringTheNewestFrames()
    {
        await using StreamClient client = await Subscribed(["atoms"], credits: 0);
        for (int block = 0; block < 20; block++)
            Run.Source.Publish(Run.FramesOf(0, block * 10, 10));

        await client.Send(("type", "credit"), ("id", 0), ("credits", 5));
        StreamClient.Message message = await client.Next("frames");

        Assert.Equal((199, 1), (message.Whole("step"), message.Whole("count")));
        Assert.True(message.Whole("dropped") > 0);
    }

    [Fact]
    public async Task SubscribingAgainReplacesTheSubscription()
    {
        await using StreamClient client = await Subscribed("atoms");

        await client.Send(("type", "subscribe"), ("id", 0), ("walkers", new[] { 1 }), ("fields", new[] { "latent" }), ("credits", 100));
        Assert.True(SpinWait.SpinUntil(() => Run.Source.Open is [{ Request.Walkers.Count: 1 }], TimeSpan.FromSeconds(5)));
        Run.Source.Publish(Run.FramesOf(0, 1, 1));
        Run.Source.Publish(Run.FramesOf(1, 1, 1));
        StreamClient.Message message = await client.Next("frames");

        Assert.Equal(1, message.Whole("walker"));
        Assert.Contains("latents", message.Keys);
        Assert.DoesNotContain("atoms", message.Keys);
    }

    [Fact]
    public async Task UnsubscribingEndsIt()
    {
        await using StreamClient client = await Subscribed("atoms");

        await client.Send(("type", "unsubscribe"), ("id", 0));
        StreamClient.Message end = await client.Next("end");

        Assert.Equal((0, "unsubscribed"), (end.Whole("id"), end.Text("reason")));
        Run.Source.WaitForWatchers(0);
    }

    [Theory]
    [InlineData(LivePhase.Complete, null, "complete")]
    [InlineData(LivePhase.Stopped, null, "stopped")]
    [InlineData(LivePhase.Failed, "no slot is left", "failed: no slot is left")]
    [InlineData(LivePhase.Running, null, "given up: the log says why")]
    public async Task TheEndOfTheRunIsASubscriptionsLastMessage(LivePhase phase, string? reason, string expected)
    {
        await using StreamClient client = await Subscribed("atoms");
        Run.Now = new LiveState { Phase = phase, Reason = reason };

        Run.Source.Publish(Run.FramesOf(0, 1, 1));
        Run.Source.Complete();

        Assert.Equal(1, (await client.Next("frames")).Whole("step"));
        Assert.Equal(expected, (await client.Next("end")).Text("reason"));
    }

    [Fact]
    public async Task StatusEstimatesAndLogComeWithoutCredits()
    {
        Run.Log.Information("news", "it begins");
        Run.Estimates = """{"frames": 7, "free": [0.5, null], "name": "ψ"}""";
        Run.Now = new LiveState { Phase = LivePhase.Running, FramesKept = 7, Run = new RunStatus { Slots = [new SlotStatus("cpu:0", SlotState.GivenUp, 1, 7, 2, "lost")] } };
        await using StreamClient client = await StreamClient.Greeted(Server);

        await client.Send(("type", "subscribe"), ("id", 4), ("fields", new[] { "status", "observables", "log" }));
        var messages = new Dictionary<string, StreamClient.Message>();
        while (messages.Count < 3)
        {
            StreamClient.Message message = await client.Next();
            messages[message.Text("type")!] = message;
        }

        Assert.Equal(7, messages["status"].Whole("framesKept"));
        Assert.Equal(1, messages["status"].Map("clients").Whole("stream"));
        Assert.Equal("given-up", new StreamClient.Message((Dictionary<string, object?>)messages["status"].Items("slots")[0]!).Text("state"));
        Assert.Equal([0.5, null], messages["observables"].Map("estimates").Items("free"));
        Assert.Equal("ψ", messages["observables"].Map("estimates").Text("name"));
        Assert.Null(messages["observables"]["target"]);
        Assert.Contains("it begins", messages["log"].Items("lines").Select(line => new StreamClient.Message((Dictionary<string, object?>)line!).Text("text")));
    }

    [Fact]
    public async Task AStoppedServerSaysSo()
    {
        await using StreamClient client = await Subscribed("status");
        Assert.Equal("running", (await client.Next("status")).Text("phase"));
        Run.Now = new LiveState { Phase = LivePhase.Complete };

        Task stop = Server.DisposeAsync().AsTask();
        StreamClient.Message? last = null;
        while (await client.NextOrClose() is { } message)
            last = message;
        await client.Socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "", default);
        await stop;

        Assert.Equal("complete", last?.Text("phase"));
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.EndpointUnavailable, client.Socket.CloseStatus);
    }

    private Task<StreamClient> Subscribed(params string[] fields) => Subscribed(fields, 100);

    private async Task<StreamClient> Subscribed(string[] fields, long credits)
    {
        StreamClient client = await StreamClient.Greeted(Server);
        await client.Send(("type", "subscribe"), ("id", 0), ("walkers", "all"), ("fields", fields), ("delivery", "newest"), ("credits", credits));
        if (fields is not ["status"])
            Run.Source.WaitForWatchers(1);
        return client;
    }
}
