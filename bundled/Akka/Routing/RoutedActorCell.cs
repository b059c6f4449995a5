using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Routing;

/// <summary>A router: it hands messages on in the thread of their sender, without a turn of its own.</summary>
internal sealed class RoutedActorCell : ActorCell
{
    private readonly Props _routeeProps;
    private readonly Pool _pool;
    private readonly IRoutingLogic _logic;
    private ImmutableList<IActorRef> _routees = [];

    public RoutedActorCell(ActorSystemImpl system, Props props, RouterConfig router, IInternalActorRef parent, ActorPath path)
        : base(system, Props.Create<RouterActor>(), parent, path)
    {
        _pool = (Pool)router;
        _routeeProps = props.WithoutRouter();
        _logic = _pool.CreateLogic();
    }

    public override void Start()
    {
        base.Start();
        _routees = Enumerable.Range(0, _pool.NrOfInstances).Select(_ => ActorOf(_routeeProps)).ToImmutableList();
    }

    public override void SendMessage(object message, IActorRef? sender)
    {
        var routees = _routees;
        if (message is IAutoReceivedMessage || routees.IsEmpty)
            base.SendMessage(message, sender);
        else if (message is Broadcast broadcast)
            routees.ForEach(routee => routee.Tell(broadcast.Message, sender));
        else
            _logic.Select(routees).Tell(message, sender);
    }

    protected override SupervisorStrategy Strategy() => _pool.SupervisorStrategy;

    protected override void OnChildGone(ActorCell child)
    {
        ImmutableInterlocked.Update(ref _routees, routees => routees.Remove(child.Self));
        if (_routees.IsEmpty)
            Stop(Self);
    }

    private sealed class RouterActor : ActorBase
    {
        protected override bool Receive(object message) => false;

        protected override void PreRestart(Exception reason, object message)
        {
        }
    }
}
