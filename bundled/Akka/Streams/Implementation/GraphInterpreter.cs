using Akka.Actor;
using Akka.Streams.Stage;

namespace Akka.Streams.Implementation;

/// <summary>
/// Runs an island: stages that are fused, that is, that take turns in one actor and call each other through a queue of events.
/// An element moves on only when the next stage has asked for it, so demand travels from the sinks to the sources.
/// </summary>
internal sealed class GraphInterpreter(IMaterializer materializer)
{
    private const int EventsPerTurn = 1000;

    [ThreadStatic]
    private static GraphStageLogic? _activeStage;

    private readonly Queue<(Connection Connection, EventKind Kind)> _events = new();
    private readonly List<GraphStageLogic> _stages = [];
    private IActorRef _actor = ActorRefs.Nobody;
    private int _running;
    private bool _started;

    private enum EventKind
    {
        Pull,
        Push,
        Complete,
        Cancel,
    }

    /// <summary>The stage whose handler runs on this thread.</summary>
    public static GraphStageLogic ActiveStage => _activeStage ?? throw new InvalidOperationException("No stage is running on this thread.");

    public IMaterializer Materializer => materializer;

    /// <summary>The actor whose turns the island runs on.</summary>
    public IActorRef Actor => _actor;

    public bool IsFinished => _started && _running == 0;

    public bool IsEmpty => _stages.Count == 0;

    public void Add(GraphStageLogic stage)
    {
        stage.Interpreter = this;
        _stages.Add(stage);
        _running++;
    }

    public void RunIn(IActorRef actor) => _actor = actor;

    public void Begin() => _actor.Tell(IslandInput.Start, ActorRefs.NoSender);

    /// <summary>Has <paramref name="work"/> done as part of <paramref name="stage"/>. From any thread; nothing happens where the stage has ended.</summary>
    public void Post(GraphStageLogic stage, Action work) => _actor.Tell(new IslandInput(stage, work), ActorRefs.NoSender);

    public void Pull(Connection connection)
    {
        connection.Phase = ConnectionPhase.Pulling;
        connection.Drop();
        if (!connection.OutClosed)
            _events.Enqueue((connection, EventKind.Pull));
    }

    public void Push(Connection connection, object element)
    {
        connection.Phase = ConnectionPhase.Pushing;
        if (connection.InClosed)
            return;
        connection.Put(element);
        _events.Enqueue((connection, EventKind.Push));
    }

    public void Complete(Connection connection, Exception? failure)
    {
        if (connection.OutClosed)
            return;
        connection.OutClosed = true;
        connection.Failure = failure;
        connection.OutOwner.OpenPorts--;
        if (!connection.InClosed)
            _events.Enqueue((connection, EventKind.Complete));
    }

    public void Cancel(Connection connection, Exception cause)
    {
        if (connection.InClosed)
            return;
        connection.InClosed = true;
        connection.CancelCause = cause;
        connection.Drop();
        connection.InOwner.OpenPorts--;
        if (!connection.OutClosed)
            _events.Enqueue((connection, EventKind.Cancel));
    }

    /// <summary>Starts all stages. Only on the island's turn.</summary>
    public void Start()
    {
        _started = true;
        foreach (var stage in _stages)
            Run(stage, static stage => stage.PreStart());
        RunEvents();
    }

    /// <summary>Does a stage's work that came from outside, and all that follows. Only on the island's turn.</summary>
    public void Run(IslandInput input)
    {
        if (input.Stage is { IsFinished: false } stage)
            Run(stage, _ => input.Work());
        RunEvents();
    }

    /// <summary>Ends all stages that still run.</summary>
    public void Abort()
    {
        foreach (var stage in _stages)
            Finish(stage);
        _events.Clear();
    }

    private void RunEvents()
    {
        for (var done = 0; done < EventsPerTurn; done++)
        {
            if (!_events.TryDequeue(out var next))
                return;
            Process(next.Connection, next.Kind);
        }
        if (_events.Count > 0)
            _actor.Tell(IslandInput.Continue, ActorRefs.NoSender);
    }

    private void Process(Connection connection, EventKind kind)
    {
        switch (kind)
        {
            case EventKind.Pull when !connection.OutClosed && !connection.InClosed:
                connection.Phase = ConnectionPhase.Awaited;
                Run(connection.OutOwner, connection, static c => c.OutHandler.OnPull());
                break;
            case EventKind.Push when !connection.InClosed:
                connection.Phase = ConnectionPhase.Arrived;
                Run(connection.InOwner, connection, static c => c.InHandler.OnPush());
                break;
            case EventKind.Complete when !connection.InClosed:
                connection.InClosed = true;
                connection.InOwner.OpenPorts--;
                Run(connection.InOwner, connection, static c => SignalEnd(c));
                break;
            case EventKind.Cancel when !connection.OutClosed:
                connection.OutClosed = true;
                connection.OutOwner.OpenPorts--;
                Run(connection.OutOwner, connection, static c => c.OutHandler.OnDownstreamFinish(c.CancelCause!));
                break;
        }
    }

    private static void SignalEnd(Connection connection)
    {
        if (connection.Failure is { } failure)
            connection.InHandler.OnUpstreamFailure(failure);
        else
            connection.InHandler.OnUpstreamFinish();
    }

    private void Run(GraphStageLogic stage, Action<GraphStageLogic> work) => Run(stage, stage, work);

    private void Run<TState>(GraphStageLogic stage, TState state, Action<TState> work)
    {
        var before = _activeStage;
        _activeStage = stage;
        try
        {
            work(state);
        }
        catch (Exception failure)
        {
            stage.FailStage(failure);
        }
        finally
        {
            _activeStage = before;
        }
        if (stage.OpenPorts == 0 && !stage.KeepGoing)
            Finish(stage);
    }

    private void Finish(GraphStageLogic stage)
    {
        if (stage.IsFinished)
            return;
        stage.IsFinished = true;
        _running--;
        var before = _activeStage;
        _activeStage = stage;
        try
        {
            stage.PostStop();
        }
        catch (Exception failure)
        {
            Report(failure);
        }
        finally
        {
            _activeStage = before;
        }
    }

    private void Report(Exception failure) => (materializer as ActorMaterializer)?.System.EventStream.Publish(
        new Event.Error(failure, _actor.Path.ToString(), typeof(GraphInterpreter), failure.Message));
}
