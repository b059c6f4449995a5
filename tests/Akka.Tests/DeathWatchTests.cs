using Akka.Actor;
using Akka.Event;

namespace Akka.Tests;

public sealed class DeathWatchTests : ActorTest
{
    private sealed class Idle : ReceiveActor
    {
        public Idle() => ReceiveAny(_ => { });
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef subject, IActorRef probe)
        {
            Context.WatchWith(subject, "gone");
            Receive<string>(s => s == "unwatch", _ =>
            {
                Context.Unwatch(subject);
                Sender.Tell("unwatched");
            });
            ReceiveAny(probe.Tell);
        }
    }

    private sealed class Pact : ReceiveActor
    {
        public Pact(IActorRef subject)
        {
            Context.Watch(subject);
            Receive<string>(_ => Sender.Tell("alive"));
        }
    }

    [Fact]
    public async Task PoisonPillStopsAfterTheQueuedMessages()
    {
        var probe = NewProbe();
        var actor = System.ActorOf(Props.Create(() => new Callback(message => probe.Ref.Tell(message))));
        probe.Watch(actor);
        for (var i = 0; i < 100; i++)
            actor.Tell(i);
        actor.Tell(PoisonPill.Instance);
        actor.Tell("never");
        for (var i = 0; i < 100; i++)
            Assert.Equal(i, await probe.Expect<int>());
        await probe.ExpectTerminated(actor);
    }

    [Fact]
    public async Task StopLeavesTheQueuedMessagesToDeadLetters()
    {
        var (probe, letters) = (NewProbe(), NewProbe());
        System.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var actor = System.ActorOf(Props.Create(() => new Callback(_ => Block(entered, leave))));
        probe.Watch(actor);
        actor.Tell("first", ActorRefs.NoSender);
        Assert.True(entered.Wait(Waiting.Limit));
        actor.Tell("second", ActorRefs.NoSender);
        System.Stop(actor);
        leave.Set();
        await probe.ExpectTerminated(actor);
        Assert.Equal("second", (await letters.Expect<DeadLetter>()).Message);
    }

    private static void Block(ManualResetEventSlim entered, ManualResetEventSlim leave)
    {
        entered.Set();
        leave.Wait(Waiting.Limit);
    }

    [Fact]
    public async Task WhoWatchesADeadActorIsToldAtOnce()
    {
        var actor = System.ActorOf<Idle>();
        Assert.True(await actor.GracefulStop(Waiting.Limit));
        var probe = NewProbe();
        probe.Watch(actor);
        await probe.ExpectTerminated(actor);
    }

    [Fact]
    public async Task WatchWithSendsItsMessage()
    {
        var (subject, probe) = (System.ActorOf<Idle>(), NewProbe());
        var watcher = System.ActorOf(Props.Create(() => new Watcher(subject, probe.Ref)));
        Assert.NotNull(watcher);
        subject.Tell(PoisonPill.Instance);
        Assert.Equal("gone", await probe.Expect<string>());
    }

    [Fact]
    public async Task UnwatchTakesItBack()
    {
        var (subject, probe) = (System.ActorOf<Idle>(), NewProbe());
        var watcher = System.ActorOf(Props.Create(() => new Watcher(subject, probe.Ref)));
        await watcher.Ask<string>("unwatch", Waiting.Limit);
        Assert.True(await subject.GracefulStop(Waiting.Limit));
        watcher.Tell("last");
        Assert.Equal("last", await probe.Expect<string>());
    }

    [Fact]
    public async Task WhoDoesNotHandleTerminatedDiesWithIt()
    {
        var subject = System.ActorOf<Idle>();
        var pact = System.ActorOf(Props.Create(() => new Pact(subject)));
        Assert.Equal("alive", await pact.Ask<string>("?", Waiting.Limit));
        var probe = NewProbe();
        probe.Watch(pact);
        subject.Tell(PoisonPill.Instance);
        await probe.ExpectTerminated(pact);
    }

    [Fact]
    public async Task GracefulStopIsFalseWhereTheActorDoesNotStopInTime()
    {
        var actor = System.ActorOf<Idle>();
        Assert.False(await actor.GracefulStop(TimeSpan.FromMilliseconds(30), "please"));
        Assert.True(await actor.GracefulStop(Waiting.Limit));
    }

    [Fact]
    public async Task ANameIsFreeAgainWhenItsActorHasStopped()
    {
        var parent = System.ActorOf<Namer>();
        var first = await parent.Ask<IActorRef>("make", Waiting.Limit);
        Assert.Equal("taken", await parent.Ask<string>("make", Waiting.Limit));
        parent.Tell(first);
        Assert.Equal("free", await parent.Ask<string>("wait", Waiting.Limit));
        var second = await parent.Ask<IActorRef>("make", Waiting.Limit);
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
    }

    private sealed class Namer : ReceiveActor
    {
        private readonly TaskCompletionSource<string> _free = new();

        public Namer()
        {
            Receive<string>(s => s == "make", _ => Make());
            Receive<string>(s => s == "wait", _ => _free.Task.PipeTo(Sender));
            Receive<IActorRef>(child => Context.Stop(Context.Watch(child)));
            Receive<Terminated>(_ => _free.SetResult("free"));
        }

        private void Make()
        {
            try
            {
                Sender.Tell(Context.ActorOf<Idle>("child"));
            }
            catch (InvalidActorNameException)
            {
                Sender.Tell("taken");
            }
        }
    }
}
