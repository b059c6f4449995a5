using Akka.Actor;
using Akka.Event;
using Akka.Streams.Stage;

namespace Akka.Streams.Implementation;

/// <summary>Work for an island from outside of it.</summary>
internal sealed class IslandInput(GraphStageLogic? stage, Action work) : IDeadLetterSuppression
{
    /// <summary>The first input.</summary>
    public static readonly IslandInput Start = new(null, () => { });

    /// <summary>Asks for another turn.</summary>
    public static readonly IslandInput Continue = new(null, () => { });

    public GraphStageLogic? Stage => stage;

    public Action Work => work;
}

/// <summary>The actor whose turns an island runs on. When it is stopped, the island ends.</summary>
internal sealed class IslandActor(GraphInterpreter island) : ActorBase
{
    protected override bool Receive(object message)
    {
        if (message is not IslandInput input)
            return false;
        if (ReferenceEquals(input, IslandInput.Start))
            island.Start();
        else
            island.Run(input);
        if (island.IsFinished)
            Context.Stop(Self);
        return true;
    }

    protected override void PostStop() => island.Abort();
}

/// <summary>Parent of a materializer's islands.</summary>
internal sealed class StreamSupervisor : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.StoppingStrategy;

    protected override bool Receive(object message) => false;
}
