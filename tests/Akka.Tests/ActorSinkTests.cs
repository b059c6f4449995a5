using Akka.Actor;
using Akka.Streams.Dsl;

namespace Akka.Tests;

public sealed class ActorSinkTests : StreamTest
{
    [Fact]
    public async Task EachElementWaitsForTheAcknowledgementOfTheOneBefore()
    {
        var probe = NewProbe();
        var production = new Production(3);
        production.Source.RunWith(Sink.ActorRefWithAck<int>(probe.Ref, "init", "ack", "complete"), Materializer);
        var stage = await probe.ExpectEnvelope();
        Assert.Equal("init", stage.Message);
        for (var i = 1; i <= 3; i++)
        {
            await probe.ExpectNothingBefore("barrier");
            Assert.InRange(production.Produced, 1, i + 1);
            stage.Sender!.Tell("ack");
            Assert.Equal(i, await probe.Expect<int>());
        }
        stage.Sender!.Tell("ack");
        Assert.Equal("complete", await probe.Expect<string>());
    }

    [Fact]
    public async Task AFailureIsSent()
    {
        var probe = NewProbe();
        Source.Failed<int>(new InvalidDataException()).RunWith(Sink.ActorRefWithAck<int>(probe.Ref, "init", "ack", "complete"), Materializer);
        Assert.Equal("init", await probe.Expect<string>());
        Assert.IsType<InvalidDataException>((await probe.Expect<Status.Failure>()).Cause);
    }

    [Fact]
    public async Task TheStreamEndsWithTheActor()
    {
        var probe = NewProbe();
        var production = new Production();
        production.Source.RunWith(Sink.ActorRefWithAck<int>(probe.Ref, "init", "ack", "complete"), Materializer);
        Assert.Equal("init", await probe.Expect<string>());
        probe.Ref.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        await Waiting.Until(() => production.IsDisposed);
    }

    [Fact]
    public async Task TicksComeUntilCancelled()
    {
        var (tick, done) = Source.Tick(TimeSpan.Zero, TimeSpan.FromMilliseconds(5), "tick")
            .ToMaterialized(Sink.Seq<string>(), Keep.Both)
            .Run(Materializer);
        await Task.Delay(50);
        tick.Cancel();
        Assert.NotEmpty(await done.Soon());
    }
}
