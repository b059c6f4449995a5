using Akka.Actor;
using Akka.Streams.Dsl;

namespace Akka.Tests;

/// <summary>Which stages share an island: a stage sees the actor that it runs in as the sender of what it tells.</summary>
public sealed class FusionTests : StreamTest
{
    [Fact]
    public async Task StagesAreFusedByDefault()
    {
        var probe = NewProbe();
        await Source.Single(1).Select(Tell(probe)).Select(Tell(probe)).RunWith(Sink.Ignore<int>(), Materializer).Soon();
        Assert.Equal((await probe.ExpectEnvelope()).Sender, (await probe.ExpectEnvelope()).Sender);
    }

    [Fact]
    public async Task AnAsyncStageHasAnIslandOfItsOwn()
    {
        var probe = NewProbe();
        var middle = Flow.Create<int>().Select(Tell(probe)).Select(Tell(probe)).Async();
        await Source.Single(1).Select(Tell(probe)).Via(middle).Select(Tell(probe)).RunWith(Sink.Ignore<int>(), Materializer).Soon();
        var islands = new List<IActorRef?>();
        for (var i = 0; i < 4; i++)
            islands.Add((await probe.ExpectEnvelope()).Sender);
        Assert.Equal(islands[1], islands[2]);
        Assert.NotEqual(islands[0], islands[1]);
        Assert.Equal(islands[0], islands[3]);
    }

    [Fact]
    public async Task AsyncIslandsWorkAtTheSameTime()
    {
        using var meeting = new Barrier(2);
        bool Meet(int i) => meeting.SignalAndWait(Waiting.Limit);
        var met = await Source.From(new[] { 1, 2 }).Select(i => (i, Met: i != 2 || Meet(i))).Async()
            .Select(pair => pair.i != 1 || Meet(pair.i))
            .RunWith(Sink.Seq<bool>(), Materializer)
            .Soon();
        Assert.Equal([true, true], met);
    }

    private static Func<int, int> Tell(Probe probe) => i =>
    {
        probe.Ref.Tell(i);
        return i;
    };
}
