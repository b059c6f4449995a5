using Akka.Actor;

namespace Akka.Routing;

/// <summary>How messages are spread over several actors.</summary>
public abstract class RouterConfig
{
    private protected RouterConfig()
    {
    }
}

/// <summary>A router that makes its routees, as its children.</summary>
public abstract class Pool : RouterConfig
{
    private protected Pool(int nrOfInstances, SupervisorStrategy? supervisorStrategy)
    {
        NrOfInstances = nrOfInstances;
        SupervisorStrategy = supervisorStrategy ?? DefaultSupervisorStrategy;
    }

    /// <summary>Escalates: the failure of a routee is one of the router, which its parent deals with.</summary>
    public static SupervisorStrategy DefaultSupervisorStrategy { get; } = new OneForOneStrategy(_ => Directive.Escalate);

    /// <summary>How many routees there are.</summary>
    public int NrOfInstances { get; }

    /// <summary>How failures of routees are dealt with.</summary>
    public virtual SupervisorStrategy SupervisorStrategy { get; }

    internal abstract IRoutingLogic CreateLogic();
}

/// <summary>Gives each routee a message in turn.</summary>
public sealed class RoundRobinPool : Pool
{
    /// <summary>Makes a pool of <paramref name="nrOfInstances"/> actors.</summary>
    public RoundRobinPool(int nrOfInstances)
        : base(nrOfInstances, null)
    {
    }

    private RoundRobinPool(int nrOfInstances, SupervisorStrategy strategy)
        : base(nrOfInstances, strategy)
    {
    }

    /// <summary>The same with another strategy for its routees.</summary>
    public RoundRobinPool WithSupervisorStrategy(SupervisorStrategy strategy) => new(NrOfInstances, strategy);

    internal override IRoutingLogic CreateLogic() => new RoundRobinRoutingLogic();
}

/// <summary>Sent to a router, its message goes to all routees.</summary>
public class Broadcast
{
    /// <summary>Wraps <paramref name="message"/>.</summary>
    public Broadcast(object message) => Message = message;

    /// <summary>The message.</summary>
    public object Message { get; }
}

/// <summary>Picks the routee of a message, from any thread.</summary>
internal interface IRoutingLogic
{
    IActorRef Select(IReadOnlyList<IActorRef> routees);
}

internal sealed class RoundRobinRoutingLogic : IRoutingLogic
{
    private int _next = -1;

    public IActorRef Select(IReadOnlyList<IActorRef> routees) =>
        routees[(int)((uint)Interlocked.Increment(ref _next) % (uint)routees.Count)];
}
