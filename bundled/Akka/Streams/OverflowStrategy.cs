namespace Akka.Streams;

/// <summary>What a full buffer does with one element more.</summary>
public enum OverflowStrategy
{
    /// <summary>Drops the oldest element.</summary>
    DropHead = 2,

    /// <summary>Drops the youngest element that it holds.</summary>
    DropTail = 3,

    /// <summary>Drops all that it holds.</summary>
    DropBuffer = 4,

    /// <summary>Drops the new element.</summary>
    DropNew = 5,

    /// <summary>Takes no element until there is room.</summary>
    Backpressure = 6,

    /// <summary>Fails the stream.</summary>
    Fail = 7,
}
