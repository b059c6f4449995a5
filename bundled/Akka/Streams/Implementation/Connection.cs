using Akka.Streams.Stage;

namespace Akka.Streams.Implementation;

/// <summary>The line between an output and an input in one island. At most one element is on it.</summary>
internal sealed class Connection(GraphStageLogic outOwner, int outId, GraphStageLogic inOwner, int inId)
{
    private object? _element;

    public GraphStageLogic OutOwner => outOwner;

    public GraphStageLogic InOwner => inOwner;

    public IOutHandler OutHandler => outOwner.OutHandler(outId);

    public IInHandler InHandler => inOwner.InHandler(inId);

    public ConnectionPhase Phase { get; set; }

    /// <summary>Upstream has completed or failed, or knows that downstream has cancelled.</summary>
    public bool OutClosed { get; set; }

    /// <summary>Downstream has cancelled, or knows that upstream has completed or failed.</summary>
    public bool InClosed { get; set; }

    public Exception? Failure { get; set; }

    public Exception? CancelCause { get; set; }

    public bool HasBeenPulled => !InClosed && Phase is ConnectionPhase.Pulling or ConnectionPhase.Awaited or ConnectionPhase.Pushing;

    public bool IsAwaited => Phase == ConnectionPhase.Awaited;

    public bool HasArrived => Phase == ConnectionPhase.Arrived && _element is not null;

    public void Put(object element) => _element = element;

    public object Take()
    {
        var element = _element!;
        _element = null;
        return element;
    }

    public void Drop() => _element = null;
}

/// <summary>Where the present element of a connection is.</summary>
internal enum ConnectionPhase
{
    /// <summary>Nobody has asked.</summary>
    Idle,

    /// <summary>Downstream has asked; upstream does not know yet.</summary>
    Pulling,

    /// <summary>Upstream knows that an element is wanted.</summary>
    Awaited,

    /// <summary>Upstream has given one; downstream does not know yet.</summary>
    Pushing,

    /// <summary>Downstream knows that it is there.</summary>
    Arrived,
}
