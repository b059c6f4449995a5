namespace Akka.Event;

/// <summary>Something worth a line in a log. Published on a system's <see cref="EventStream"/>.</summary>
public abstract class LogEvent
{
    private protected LogEvent(Exception? cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
        Timestamp = DateTime.UtcNow;
    }

    /// <summary>The exception behind it, if any.</summary>
    public Exception? Cause { get; }

    /// <summary>When, in UTC.</summary>
    public DateTime Timestamp { get; }

    /// <summary>Where: the path of an actor.</summary>
    public string LogSource { get; }

    /// <summary>The type that says it.</summary>
    public Type LogClass { get; }

    /// <summary>What.</summary>
    public object Message { get; }

    /// <inheritdoc/>
    public override string ToString() => $"[{GetType().Name}][{Timestamp:O}][{LogSource}] {Message}";
}

/// <summary>Something failed.</summary>
public class Error : LogEvent
{
    /// <summary>Makes one.</summary>
    public Error(Exception? cause, string logSource, Type logClass, object message)
        : base(cause, logSource, logClass, message)
    {
    }
}

/// <summary>Something is not as it should be.</summary>
public class Warning : LogEvent
{
    /// <summary>Makes one.</summary>
    public Warning(string logSource, Type logClass, object message)
        : base(null, logSource, logClass, message)
    {
    }
}
