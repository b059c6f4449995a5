using Akka.Actor;

namespace Akka.Event;

/// <summary>Marks messages that are dropped in silence when nobody is there to take them.</summary>
public interface IDeadLetterSuppression;

/// <summary>A message that did not reach, or was not handled by, its receiver.</summary>
public abstract class AllDeadLetters
{
    /// <summary>Makes one from the message and its two ends.</summary>
    protected AllDeadLetters(object message, IActorRef sender, IActorRef recipient)
    {
        Message = message;
        Sender = sender;
        Recipient = recipient;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Who sent it.</summary>
    public IActorRef Sender { get; }

    /// <summary>Who should have received it.</summary>
    public IActorRef Recipient { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}

/// <summary>A message to an actor that has stopped or never was.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Makes one from the message and its two ends.</summary>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}

/// <summary>A message that its receiver does not handle.</summary>
public sealed class UnhandledMessage : AllDeadLetters
{
    /// <summary>Makes one from the message and its two ends.</summary>
    public UnhandledMessage(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}
