using Akka.Actor;
using Akka.Streams.Stage;

namespace Akka.Streams;

/// <summary>A full buffer was given one element more, with <see cref="OverflowStrategy.Fail"/>.</summary>
public class BufferOverflowException : Exception
{
    /// <summary>Makes one.</summary>
    public BufferOverflowException(string message)
        : base(message)
    {
    }
}

/// <summary>A stream ended before the element that was waited for came.</summary>
public class NoSuchElementException : Exception
{
    /// <summary>Makes one.</summary>
    public NoSuchElementException(string message)
        : base(message)
    {
    }
}

/// <summary>A stream ended because the materializer or system that ran it did.</summary>
public class AbruptTerminationException : Exception
{
    /// <summary>The actor that ran it.</summary>
    public readonly IActorRef Actor;

    /// <summary>Makes one.</summary>
    public AbruptTerminationException(IActorRef actor)
        : base($"Processor actor [{actor}] terminated abruptly") => Actor = actor;
}

/// <summary>The stream that this belonged to has ended.</summary>
public class StreamDetachedException : Exception
{
    /// <summary>Makes one.</summary>
    public StreamDetachedException()
        : base("Stream is terminated. Materialized value is detached.")
    {
    }
}

/// <summary>A stage ended because what ran it was stopped.</summary>
public sealed class AbruptStageTerminationException : Exception
{
    /// <summary>Makes one.</summary>
    public AbruptStageTerminationException(GraphStageLogic logic)
        : base($"GraphStage {logic} terminated abruptly, caused by for example materializer or actor system termination.")
    {
    }
}
