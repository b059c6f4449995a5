using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What happens to an actor that failed.</summary>
public enum Directive
{
    /// <summary>It goes on with its next message, its state kept.</summary>
    Resume,

    /// <summary>A new one takes its place and goes on with the next message.</summary>
    Restart,

    /// <summary>Its supervisor fails in turn.</summary>
    Escalate,

    /// <summary>It is stopped.</summary>
    Stop,
}

/// <summary>Decides what happens to an actor that failed.</summary>
public interface IDecider
{
    /// <summary>The decision for <paramref name="cause"/>.</summary>
    Directive Decide(Exception cause);
}

/// <summary>A decider that is a function.</summary>
public class LocalOnlyDecider : IDecider
{
    private readonly Func<Exception, Directive> _decider;

    /// <summary>Wraps <paramref name="decider"/>.</summary>
    public LocalOnlyDecider(Func<Exception, Directive> decider) => _decider = decider;

    /// <inheritdoc/>
    public Directive Decide(Exception cause) => _decider(cause);
}

/// <summary>How an actor deals with failures of its children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stops what could not be made, was killed or broke a death pact; restarts all else.</summary>
    public static readonly IDecider DefaultDecider = new LocalOnlyDecider(cause => cause switch
    {
        ActorInitializationException or ActorKilledException or DeathPactException => Directive.Stop,
        _ => Directive.Restart,
    });

    /// <summary>Each child by itself, with the default decider and no limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Each failed child is stopped.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    private protected SupervisorStrategy()
    {
    }

    /// <summary>The decider.</summary>
    public abstract IDecider Decider { get; }

    /// <summary>Whether failures are published as <see cref="Error"/> and <see cref="Warning"/>.</summary>
    protected bool LoggingEnabled { get; set; } = true;

    /// <summary>Deals with a failure; false escalates it.</summary>
    internal bool HandleFailure(ActorCell parent, ChildRestartStats failed, Exception cause, IReadOnlyList<ChildRestartStats> all)
    {
        var directive = Handle(failed.Child.Self, cause);
        if (directive == Directive.Escalate)
            return false;
        Log(parent, failed.Child, cause, directive);
        if (directive == Directive.Resume)
            failed.Child.Mailbox.Post(new Resume());
        else
            Replace(parent, directive == Directive.Restart, failed, cause, all);
        return true;
    }

    /// <summary>The decision for one failure.</summary>
    protected virtual Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);

    private protected abstract void Replace(
        ActorCell parent, bool restart, ChildRestartStats failed, Exception cause, IReadOnlyList<ChildRestartStats> all);

    private void Log(ActorCell parent, ActorCell child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled)
            return;
        var source = child.Self.Path.ToString();
        parent.SystemImpl.EventStream.Publish(directive == Directive.Resume
            ? new Warning(source, GetType(), cause.Message)
            : new Error(cause, source, GetType(), cause.Message));
    }
}

/// <summary>A failure concerns the failed child alone.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    /// <summary>Restarts a child at most <paramref name="maxNrOfRetries"/> times (null: no limit) within a time (null: for ever), then stops it.</summary>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, new LocalOnlyDecider(localOnlyDecider))
    {
    }

    /// <summary>Restarts a child at most <paramref name="maxNrOfRetries"/> times (null: no limit) within a time (null: for ever), then stops it.</summary>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, (int)(withinTimeRange ?? Timeout.InfiniteTimeSpan).TotalMilliseconds, decider)
    {
    }

    /// <summary>Restarts a child at most <paramref name="maxNrOfRetries"/> times (negative: no limit) within a time (not positive: for ever), then stops it.</summary>
    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled)
    {
    }

    /// <summary>Restarts a child at most <paramref name="maxNrOfRetries"/> times (negative: no limit) within a time (not positive: for ever), then stops it.</summary>
    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Restarts without a limit.</summary>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <summary>Restarts without a limit.</summary>
    public OneForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    /// <inheritdoc/>
    public override IDecider Decider { get; }

    /// <summary>Restarts allowed; negative is no limit.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>The time in which they count; not positive is for ever.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    private protected override void Replace(
        ActorCell parent, bool restart, ChildRestartStats failed, Exception cause, IReadOnlyList<ChildRestartStats> all)
    {
        if (restart && failed.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds))
            failed.Child.Mailbox.Post(new Recreate(cause));
        else
            parent.Stop(failed.Child.Self);
    }
}

/// <summary>A failure of one child concerns all of them.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>Restarts the children at most <paramref name="maxNrOfRetries"/> times (null: no limit) within a time (null: for ever), then stops them.</summary>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, new LocalOnlyDecider(localOnlyDecider))
    {
    }

    /// <summary>Restarts the children at most <paramref name="maxNrOfRetries"/> times (null: no limit) within a time (null: for ever), then stops them.</summary>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, (int)(withinTimeRange ?? Timeout.InfiniteTimeSpan).TotalMilliseconds, decider)
    {
    }

    /// <summary>Restarts the children at most <paramref name="maxNrOfRetries"/> times (negative: no limit) within a time (not positive: for ever), then stops them.</summary>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled)
    {
    }

    /// <summary>Restarts the children at most <paramref name="maxNrOfRetries"/> times (negative: no limit) within a time (not positive: for ever), then stops them.</summary>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Restarts without a limit.</summary>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <inheritdoc/>
    public override IDecider Decider { get; }

    /// <summary>Restarts allowed; negative is no limit.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>The time in which they count; not positive is for ever.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    private protected override void Replace(
        ActorCell parent, bool restart, ChildRestartStats failed, Exception cause, IReadOnlyList<ChildRestartStats> all)
    {
        if (!restart || !all.All(stats => stats.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds)))
        {
            foreach (var stats in all)
                parent.Stop(stats.Child.Self);
            return;
        }
        foreach (var stats in all)
        {
            if (stats != failed)
                stats.Child.Mailbox.Post(new Suspend());
            stats.Child.Mailbox.Post(new Recreate(cause));
        }
    }
}
