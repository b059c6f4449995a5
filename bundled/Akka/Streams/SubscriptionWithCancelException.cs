namespace Akka.Streams;

/// <summary>Why a downstream stage wants no more elements. Any other exception as a cause is a failure.</summary>
public static class SubscriptionWithCancelException
{
    /// <summary>A cause that is no failure.</summary>
    public abstract class NonFailureCancellation : Exception
    {
        private protected NonFailureCancellation(string message)
            : base(message)
        {
        }
    }

    /// <summary>Nobody needs more elements.</summary>
    public sealed class NoMoreElementsNeeded : NonFailureCancellation
    {
        /// <summary>The only instance.</summary>
        public static readonly NoMoreElementsNeeded Instance = new();

        private NoMoreElementsNeeded()
            : base("No more elements are needed")
        {
        }
    }

    /// <summary>The stage has completed.</summary>
    public sealed class StageWasCompleted : NonFailureCancellation
    {
        /// <summary>The only instance.</summary>
        public static readonly StageWasCompleted Instance = new();

        private StageWasCompleted()
            : base("The stage was completed")
        {
        }
    }
}
