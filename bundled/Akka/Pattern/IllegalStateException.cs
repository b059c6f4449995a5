using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Something was asked for at a time when it cannot be had.</summary>
public class IllegalStateException : AkkaException
{
    /// <summary>Makes one with a message.</summary>
    public IllegalStateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and what caused it.</summary>
    public IllegalStateException(string message, Exception? innerEx)
        : base(message, innerEx)
    {
    }
}
