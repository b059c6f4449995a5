namespace Akka.Streams;

/// <summary>What became of an offer.</summary>
public interface IQueueOfferResult;

/// <summary>What became of an offer.</summary>
public sealed class QueueOfferResult
{
    private QueueOfferResult()
    {
    }

    /// <summary>The element was taken.</summary>
    public sealed class Enqueued : IQueueOfferResult
    {
        /// <summary>The only instance.</summary>
        public static readonly Enqueued Instance = new();

        private Enqueued()
        {
        }
    }

    /// <summary>The element was dropped.</summary>
    public sealed class Dropped : IQueueOfferResult
    {
        /// <summary>The only instance.</summary>
        public static readonly Dropped Instance = new();

        private Dropped()
        {
        }
    }

    /// <summary>The stream has failed.</summary>
    public sealed class Failure : IQueueOfferResult
    {
        /// <summary>Makes one.</summary>
        public Failure(Exception cause) => Cause = cause;

        /// <summary>Why.</summary>
        public Exception Cause { get; }
    }

    /// <summary>The stream has ended.</summary>
    public sealed class QueueClosed : IQueueOfferResult
    {
        /// <summary>The only instance.</summary>
        public static readonly QueueClosed Instance = new();

        private QueueClosed()
        {
        }
    }
}

/// <summary>A stream's entrance.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public interface ISourceQueue<in T>
{
    /// <summary>
    /// Offers an element; what became of it. With <see cref="OverflowStrategy.Backpressure"/>, the task waits while there is no room;
    /// wait for it before offering more. It fails with <see cref="StreamDetachedException"/> when the stream has ended.
    /// </summary>
    Task<IQueueOfferResult> OfferAsync(T element);

    /// <summary>Done when the stream has ended.</summary>
    Task WatchCompletionAsync();
}

/// <summary>A stream's entrance, which can be closed.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public interface ISourceQueueWithComplete<in T> : ISourceQueue<T>
{
    /// <summary>Completes the stream after the elements that have been taken.</summary>
    void Complete();

    /// <summary>Fails the stream.</summary>
    void Fail(Exception ex);

    /// <summary>Done when the stream has ended.</summary>
    new Task WatchCompletionAsync();
}
