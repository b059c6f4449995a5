using Akka.Actor;
using Akka.Event;

namespace Akka.Tests;

public sealed class MessagingTests : ActorTest
{
    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder(IActorRef target) => ReceiveAny(target.Forward);
    }

    private sealed class Switching : ReceiveActor
    {
        public Switching() => Off();

        private void Off()
        {
            Receive<string>(s => s == "on", _ => Become(On));
            Receive<string>(_ => Sender.Tell("off"));
        }

        private void On()
        {
            Receive<string>(s => s == "off", _ => Become(Off));
            Receive<int>(i => Sender.Tell(i + 1));
        }
    }

    private sealed class Stacked : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "push")
                BecomeStacked(inner => Answer(inner, "inner"));
            else
                Answer(message, "outer");
        }

        private void Answer(object message, string answer)
        {
            if (message is "pop")
                UnbecomeStacked();
            else
                Sender.Tell(answer);
        }
    }

    private sealed class AsyncWorker : ReceiveActor
    {
        public AsyncWorker(Task gate)
        {
            ReceiveAsync<int>(async number =>
            {
                await gate;
                await Task.Yield();
                Sender.Tell((number, Self));
            });
            Receive<string>(s => Sender.Tell(s));
        }
    }

    private sealed class Stasher : ReceiveActor, IWithUnboundedStash
    {
        public Stasher()
        {
            Receive<string>(s => s == "open", _ =>
            {
                Become(() => Receive<string>(s => Sender.Tell(s)));
                Stash.UnstashAll();
            });
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;
    }

    [Fact]
    public async Task MessagesOfEachSenderKeepTheirOrder()
    {
        var probe = NewProbe();
        const int senders = 4, each = 2000;
        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
                probe.Ref.Tell((sender, i), ActorRefs.NoSender);
        })));

        var next = new int[senders];
        for (var received = 0; received < senders * each; received++)
        {
            var (sender, i) = await probe.Expect<(int, int)>();
            Assert.Equal(next[sender]++, i);
        }
    }

    [Fact]
    public async Task AnActorHandlesOneMessageAtATime()
    {
        var (inside, overlaps) = (0, 0);
        Action<object> enter = _ =>
        {
            if (Interlocked.Increment(ref inside) != 1)
                Interlocked.Increment(ref overlaps);
            Interlocked.Decrement(ref inside);
        };
        var counter = System.ActorOf(Props.Create(() => new Callback(enter)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
                counter.Tell(i, ActorRefs.NoSender);
        })));
        Assert.True(await counter.GracefulStop(Waiting.Limit));
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task ForwardKeepsTheSender()
    {
        var target = NewProbe();
        var origin = NewProbe();
        System.ActorOf(Props.Create(() => new Forwarder(target.Ref))).Tell("hello", origin.Ref);
        var envelope = await target.ExpectEnvelope();
        Assert.Equal("hello", envelope.Message);
        Assert.Equal(origin.Ref, envelope.Sender);
    }

    [Fact]
    public async Task BecomeReplacesTheHandlers()
    {
        var actor = System.ActorOf<Switching>();
        var unhandled = NewProbe();
        System.EventStream.Subscribe(unhandled.Ref, typeof(UnhandledMessage));
        Assert.Equal("off", await actor.Ask<string>("x", Waiting.Limit));
        actor.Tell("on");
        Assert.Equal(8, await actor.Ask<int>(7, Waiting.Limit));
        actor.Tell("y");
        Assert.Equal("y", (await unhandled.Expect<UnhandledMessage>()).Message);
        actor.Tell("off");
        Assert.Equal("off", await actor.Ask<string>("x", Waiting.Limit));
    }

    [Fact]
    public async Task StackedBehaviorsComeBack()
    {
        var actor = System.ActorOf<Stacked>();
        Assert.Equal("outer", await actor.Ask<string>("?", Waiting.Limit));
        actor.Tell("push");
        Assert.Equal("inner", await actor.Ask<string>("?", Waiting.Limit));
        actor.Tell("pop");
        Assert.Equal("outer", await actor.Ask<string>("?", Waiting.Limit));
    }

    [Fact]
    public async Task AnAsyncHandlerKeepsItsContextAndHoldsTheNextMessageBack()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var probe = NewProbe();
        var actor = System.ActorOf(Props.Create(() => new AsyncWorker(gate.Task)));
        actor.Tell(1, probe.Ref);
        actor.Tell("second", probe.Ref);
        await probe.ExpectNothingBefore("barrier");
        gate.SetResult();
        Assert.Equal((1, actor), await probe.Expect<(int, IActorRef)>());
        Assert.Equal("second", await probe.Expect<string>());
    }

    [Fact]
    public async Task StashedMessagesComeBackInOrder()
    {
        var actor = System.ActorOf<Stasher>();
        var probe = NewProbe();
        foreach (var message in new[] { "a", "b", "c", "open", "d" })
            actor.Tell(message, probe.Ref);
        foreach (var message in new[] { "a", "b", "c", "d" })
            Assert.Equal(message, await probe.Expect<string>());
    }

    [Fact]
    public async Task AMessageWithoutReceiverIsADeadLetter()
    {
        var probe = NewProbe();
        System.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));
        var actor = System.ActorOf<Echo>();
        Assert.True(await actor.GracefulStop(Waiting.Limit));
        actor.Tell("late", ActorRefs.NoSender);
        var letter = await probe.Expect<DeadLetter>();
        Assert.Equal("late", letter.Message);
        Assert.Equal(actor, letter.Recipient);
        System.DeadLetters.Tell("direct", actor);
        Assert.Equal("direct", (await probe.Expect<DeadLetter>()).Message);
    }

    [Fact]
    public async Task AnAnswerToNobodyIsADeadLetter()
    {
        var probe = NewProbe();
        System.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));
        System.ActorOf<Echo>().Tell("echo", ActorRefs.NoSender);
        Assert.Equal("echo", (await probe.Expect<DeadLetter>()).Message);
    }

    [Fact]
    public void NamesAreUniqueAndWellFormed()
    {
        var first = System.ActorOf<Echo>("worker");
        Assert.Equal("akka://test/user/worker", first.Path.ToString());
        Assert.Equal("worker", first.Path.Name);
        Assert.Throws<InvalidActorNameException>(() => System.ActorOf<Echo>("worker"));
        Assert.Throws<InvalidActorNameException>(() => System.ActorOf<Echo>("a/b"));
        Assert.Throws<InvalidActorNameException>(() => System.ActorOf<Echo>("$a"));
    }

    [Fact]
    public async Task AnActorCannotBeMadeWithNew()
    {
        Assert.Throws<ActorInitializationException>(() => new Echo());
        Assert.Throws<ArgumentException>(() => Props.Create(() => Made()));
        Assert.Throws<InvalidMessageException>(() => System.DeadLetters.Tell(null!, ActorRefs.NoSender));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task TerminateStopsAllActorsChildrenFirst()
    {
        var order = new List<string>();
        var system = ActorSystem.Create("other");
        var ended = false;
        system.RegisterOnTermination(() => ended = true);
        system.ActorOf(Props.Create(() => new Parent(order)), "parent");
        await system.Terminate().Soon();
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
        Assert.Equal(["child", "parent"], order);
        Assert.True(ended);
        Assert.Throws<InvalidOperationException>(() => system.ActorOf<Echo>());
    }

    private static Echo Made() => new();

    private sealed class Parent : ReceiveActor
    {
        private readonly List<string> _order;

        public Parent(List<string> order)
        {
            _order = order;
            Context.ActorOf(Props.Create(() => new Stopping(order)));
        }

        protected override void PostStop() => _order.Add("parent");
    }

    private sealed class Stopping(List<string> order) : ReceiveActor
    {
        protected override void PostStop() => order.Add("child");
    }
}

/// <summary>An actor that calls a function with each message.</summary>
internal sealed class Callback : ReceiveActor
{
    public Callback(Action<object> onMessage) => ReceiveAny(onMessage);
}
