using Akka.Actor;
using Akka.Event;

namespace Akka.Tests;

public sealed class AskTests : ActorTest
{
    private sealed class Answering : ReceiveActor
    {
        public Answering()
        {
            Receive<int>(i => Sender.Tell(2 * i));
            Receive<string>(s => Sender.Tell(new Status.Failure(new InvalidDataException(s))));
            Receive<bool>(_ => { });
        }
    }

    private sealed class Piping : ReceiveActor
    {
        public Piping(IActorRef target) => Receive<Task<int>>(task => task.PipeTo(target, Self));
    }

    [Fact]
    public async Task TheAnswerIsTheResult() => Assert.Equal(42, await System.ActorOf<Answering>().Ask<int>(21, Waiting.Limit));

    [Fact]
    public async Task AFailureStatusFailsTheTask()
    {
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => System.ActorOf<Answering>().Ask<int>("why", Waiting.Limit));
        Assert.Equal("why", failure.Message);
    }

    [Fact]
    public async Task AnAnswerOfAnotherTypeFailsTheTask() =>
        await Assert.ThrowsAsync<ArgumentException>(() => System.ActorOf<Answering>().Ask<string>(1, Waiting.Limit));

    [Fact]
    public async Task NoAnswerInTimeFailsTheTask()
    {
        var actor = System.ActorOf<Answering>();
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<int>(true, TimeSpan.FromMilliseconds(50)).Soon());
    }

    [Fact]
    public async Task CancellationCancelsTheTask()
    {
        using var source = new CancellationTokenSource();
        var asked = System.ActorOf<Answering>().Ask<int>(true, source.Token);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Soon());
    }

    [Fact]
    public async Task ALateAnswerIsADeadLetter()
    {
        var probe = NewProbe();
        System.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));
        var target = NewProbe();
        await Assert.ThrowsAsync<AskTimeoutException>(() => target.Ref.Ask<int>("?", TimeSpan.FromMilliseconds(20)).Soon());
        (await target.ExpectEnvelope()).Sender!.Tell(1, target.Ref);
        Assert.Equal(1, (await probe.Expect<DeadLetter>()).Message);
    }

    [Fact]
    public async Task PipeToSendsTheResultOrTheFailure()
    {
        var probe = NewProbe();
        var piping = System.ActorOf(Props.Create(() => new Piping(probe.Ref)));
        piping.Tell(Task.FromResult(5));
        var envelope = await probe.ExpectEnvelope();
        Assert.Equal(5, envelope.Message);
        Assert.Equal(piping, envelope.Sender);
        piping.Tell(Task.FromException<int>(new InvalidDataException("bad")));
        Assert.IsType<InvalidDataException>((await probe.Expect<Status.Failure>()).Cause);
    }
}
