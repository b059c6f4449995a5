namespace MessagePack;

/// <summary>Data that is not what was asked for: a code of another type than the one that is read.</summary>
public class MessagePackSerializationException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public MessagePackSerializationException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    public MessagePackSerializationException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    public MessagePackSerializationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
