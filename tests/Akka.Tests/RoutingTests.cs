using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Routing;

namespace Akka.Tests;

public sealed class RoutingTests : ActorTest
{
    private sealed class Routee : ReceiveActor
    {
        private readonly ConcurrentBag<string> _starts;

        public Routee(ConcurrentBag<string> starts)
        {
            _starts = starts;
            Receive<string>(s => s == "fail", _ => throw new InvalidDataException());
            Receive<string>(_ => Sender.Tell(Self.Path.Name));
        }

        protected override void PreStart() => _starts.Add(Self.Path.Name);
    }

    private IActorRef Pool(ConcurrentBag<string> starts, RoundRobinPool pool) =>
        System.ActorOf(Props.Create(() => new Routee(starts)).WithRouter(pool));

    [Fact]
    public async Task MessagesGoRound()
    {
        var pool = Pool([], new RoundRobinPool(3));
        var names = new List<string>();
        for (var i = 0; i < 9; i++)
            names.Add(await pool.Ask<string>("who", Waiting.Limit));
        Assert.Equal(3, names.Distinct().Count());
        for (var i = 3; i < names.Count; i++)
            Assert.Equal(names[i - 3], names[i]);
    }

    [Fact]
    public async Task BroadcastReachesAll()
    {
        var pool = Pool([], new RoundRobinPool(4));
        var probe = NewProbe();
        pool.Tell(new Broadcast("who"), probe.Ref);
        var names = new HashSet<string>();
        for (var i = 0; i < 4; i++)
            names.Add(await probe.Expect<string>());
        Assert.Equal(4, names.Count);
    }

    [Fact]
    public async Task AFailureRestartsAllRouteesByDefault()
    {
        var starts = new ConcurrentBag<string>();
        var pool = Pool(starts, new RoundRobinPool(2));
        await Waiting.Until(() => starts.Count == 2);
        pool.Tell("fail");
        await Waiting.Until(() => starts.Count == 4);
        Assert.All(starts.GroupBy(name => name), group => Assert.Equal(2, group.Count()));
    }

    [Fact]
    public async Task AStrategyOfItsOwnConcernsTheRouteeAlone()
    {
        var starts = new ConcurrentBag<string>();
        var pool = Pool(starts, new RoundRobinPool(2).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Restart)));
        await Waiting.Until(() => starts.Count == 2);
        pool.Tell("fail");
        await Waiting.Until(() => starts.Count == 3);
        await pool.Ask<string>("who", Waiting.Limit);
        Assert.Equal(3, starts.Count);
    }

    [Fact]
    public async Task APoolStopsWithItsLastRoutee()
    {
        var probe = NewProbe();
        var pool = Pool([], new RoundRobinPool(2));
        probe.Watch(pool);
        pool.Tell(new Broadcast(PoisonPill.Instance));
        await probe.ExpectTerminated(pool);
    }

    [Fact]
    public async Task PoisonPillStopsThePool()
    {
        var probe = NewProbe();
        var pool = Pool([], new RoundRobinPool(2));
        probe.Watch(pool);
        pool.Tell(PoisonPill.Instance);
        await probe.ExpectTerminated(pool);
    }
}
