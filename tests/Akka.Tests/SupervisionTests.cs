using Akka.Actor;

namespace Akka.Tests;

public sealed class SupervisionTests : ActorTest
{
    private sealed record Fail(Exception Cause);

    private sealed class Resumable : Exception;

    private sealed class Restartable : Exception;

    private sealed class Stoppable : Exception;

    private sealed class Escalated : Exception;

    /// <summary>Counts what it is sent, and tells a probe of its life.</summary>
    private sealed class Worker : ReceiveActor
    {
        private readonly IActorRef _probe;
        private int _count;

        public Worker(IActorRef probe)
        {
            _probe = probe;
            Receive<int>(_ => _probe.Tell(++_count));
            Receive<Fail>(fail => throw fail.Cause);
        }

        protected override void PreStart() => _probe.Tell("start");

        protected override void PreRestart(Exception reason, object message)
        {
            _probe.Tell(("restart", message));
            base.PreRestart(reason, message);
        }

        protected override void PostStop() => _probe.Tell("stop");
    }

    private sealed class Supervisor : ReceiveActor
    {
        private readonly SupervisorStrategy _strategy;

        public Supervisor(SupervisorStrategy strategy, IActorRef probe, params string[] names)
        {
            _strategy = strategy;
            foreach (var name in names)
                Context.ActorOf(Props.Create(() => new Worker(probe)), name);
            Receive<string>(name => Sender.Tell(Context.Child(name)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    private static Directive Decide(Exception failure) => failure switch
    {
        Resumable => Directive.Resume,
        Restartable => Directive.Restart,
        Stoppable => Directive.Stop,
        _ => Directive.Escalate,
    };

    private async Task<IActorRef> Start(SupervisorStrategy strategy, Probe probe)
    {
        var supervisor = System.ActorOf(Props.Create(() => new Supervisor(strategy, probe.Ref, "worker")), "supervisor");
        var worker = await supervisor.Ask<IActorRef>("worker", Waiting.Limit);
        Assert.Equal("start", await probe.Expect<string>());
        return worker;
    }

    [Fact]
    public async Task RestartLosesTheStateAndTheMessageButKeepsTheMailbox()
    {
        var probe = NewProbe();
        var worker = await Start(new OneForOneStrategy(Decide), probe);
        worker.Tell(0);
        Assert.Equal(1, await probe.Expect<int>());
        var fail = new Fail(new Restartable());
        worker.Tell(fail);
        worker.Tell(0);
        worker.Tell(0);
        Assert.Equal(("restart", (object)fail), await probe.Expect<(string, object)>());
        Assert.Equal("stop", await probe.Expect<string>());
        Assert.Equal("start", await probe.Expect<string>());
        Assert.Equal(1, await probe.Expect<int>());
        Assert.Equal(2, await probe.Expect<int>());
    }

    [Fact]
    public async Task ResumeKeepsTheState()
    {
        var probe = NewProbe();
        var worker = await Start(new OneForOneStrategy(Decide), probe);
        worker.Tell(0);
        worker.Tell(new Fail(new Resumable()));
        worker.Tell(0);
        Assert.Equal(1, await probe.Expect<int>());
        Assert.Equal(2, await probe.Expect<int>());
    }

    [Fact]
    public async Task StopEndsTheActor()
    {
        var probe = NewProbe();
        var worker = await Start(new OneForOneStrategy(Decide), probe);
        probe.Watch(worker);
        worker.Tell(new Fail(new Stoppable()));
        Assert.Equal("stop", await probe.Expect<string>());
        await probe.ExpectTerminated(worker);
    }

    [Fact]
    public async Task EscalateRestartsTheSupervisorAndWithItNewChildren()
    {
        var probe = NewProbe();
        var supervisor = System.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(Decide), probe.Ref, "worker")));
        var worker = await supervisor.Ask<IActorRef>("worker", Waiting.Limit);
        Assert.Equal("start", await probe.Expect<string>());
        worker.Tell(new Fail(new Escalated()));
        Assert.Equal("stop", await probe.Expect<string>());
        Assert.Equal("start", await probe.Expect<string>());
        var successor = await supervisor.Ask<IActorRef>("worker", Waiting.Limit);
        Assert.NotEqual(worker, successor);
        Assert.Equal(worker.Path, successor.Path);
    }

    [Fact]
    public async Task RetriesAreLimited()
    {
        var probe = NewProbe();
        var worker = await Start(new OneForOneStrategy(2, null, Decide), probe);
        probe.Watch(worker);
        for (var restart = 0; restart < 2; restart++)
        {
            worker.Tell(new Fail(new Restartable()));
            await probe.Expect<(string, object)>();
            Assert.Equal("stop", await probe.Expect<string>());
            Assert.Equal("start", await probe.Expect<string>());
        }
        worker.Tell(new Fail(new Restartable()));
        Assert.Equal("stop", await probe.Expect<string>());
        await probe.ExpectTerminated(worker);
    }

    [Fact]
    public async Task RetriesCountWithinTheirTimeOnly()
    {
        var window = TimeSpan.FromMilliseconds(50);
        var probe = NewProbe();
        var worker = await Start(new OneForOneStrategy(1, window, Decide), probe);
        for (var restart = 0; restart < 4; restart++)
        {
            worker.Tell(new Fail(new Restartable()));
            await probe.Expect<(string, object)>();
            Assert.Equal("stop", await probe.Expect<string>());
            Assert.Equal("start", await probe.Expect<string>());
            await Task.Delay(2 * window);
        }
        worker.Tell(0);
        Assert.Equal(1, await probe.Expect<int>());
    }

    [Fact]
    public async Task AllForOneRestartsTheSiblingsToo()
    {
        var (left, right) = (NewProbe(), NewProbe());
        var supervisor = System.ActorOf(Props.Create(() => new Pair(left.Ref, right.Ref)));
        var worker = await supervisor.Ask<IActorRef>("left", Waiting.Limit);
        var sibling = await supervisor.Ask<IActorRef>("right", Waiting.Limit);
        sibling.Tell(0);
        await right.Expect<string>();
        Assert.Equal(1, await right.Expect<int>());
        worker.Tell(new Fail(new Restartable()));
        await right.Expect<(string, object)>();
        Assert.Equal("stop", await right.Expect<string>());
        Assert.Equal("start", await right.Expect<string>());
        sibling.Tell(0);
        Assert.Equal(1, await right.Expect<int>());
        worker.Tell(0);
        await left.Expect<string>();
        await left.Expect<(string, object)>();
        await left.Expect<string>();
        await left.Expect<string>();
        Assert.Equal(1, await left.Expect<int>());
    }

    private sealed class Pair : ReceiveActor
    {
        public Pair(IActorRef left, IActorRef right)
        {
            Context.ActorOf(Props.Create(() => new Worker(left)), "left");
            Context.ActorOf(Props.Create(() => new Worker(right)), "right");
            Receive<string>(name => Sender.Tell(Context.Child(name)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new AllForOneStrategy(Decide);
    }

    [Fact]
    public async Task AnAsyncHandlerThatThrowsIsAFailureOfTheActor()
    {
        var probe = NewProbe();
        var actor = System.ActorOf(Props.Create(() => new FailingLater(probe.Ref)));
        actor.Tell("now");
        actor.Tell(1);
        Assert.Equal(("restart", (object)"now"), await probe.Expect<(string, object)>());
        Assert.Equal(1, await probe.Expect<int>());
    }

    private sealed class FailingLater : ReceiveActor
    {
        private readonly IActorRef _probe;

        public FailingLater(IActorRef probe)
        {
            _probe = probe;
            ReceiveAsync<string>(async _ =>
            {
                await Task.Yield();
                throw new Restartable();
            });
            Receive<int>(i => probe.Tell(i));
        }

        protected override void PreRestart(Exception reason, object message) => _probe.Tell(("restart", message));
    }

    [Fact]
    public async Task AnActorThatCannotBeMadeIsStopped()
    {
        var probe = NewProbe();
        var actor = System.ActorOf(Props.Create(() => new Unmakeable()));
        probe.Watch(actor);
        await probe.ExpectTerminated(actor);
    }

    private sealed class Unmakeable : ReceiveActor
    {
        public Unmakeable() => throw new InvalidDataException();
    }

    [Fact]
    public async Task KillStopsByDefault()
    {
        var probe = NewProbe();
        var actor = System.ActorOf(Props.Create(() => new Worker(probe.Ref)));
        Assert.Equal("start", await probe.Expect<string>());
        probe.Watch(actor);
        actor.Tell(Kill.Instance);
        Assert.Equal("stop", await probe.Expect<string>());
        await probe.ExpectTerminated(actor);
    }

    [Fact]
    public async Task FailuresArePublished()
    {
        var probe = NewProbe();
        System.EventStream.Subscribe(probe.Ref, typeof(Event.Error));
        var actor = System.ActorOf(Props.Create(() => new Callback(_ => new Thrower().Throw())));
        actor.Tell("x");
        var error = await probe.Expect<Event.Error>();
        Assert.IsType<Restartable>(error.Cause);
        Assert.Equal(actor.Path.ToString(), error.LogSource);
    }

    private sealed class Thrower
    {
        public void Throw() => throw new Restartable();
    }
}
