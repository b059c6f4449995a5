namespace Akka.Actor;

/// <summary>A message and its sender.</summary>
public readonly struct Envelope
{
    /// <summary>Makes one.</summary>
    public Envelope(object message, IActorRef? sender)
    {
        Message = message;
        Sender = sender;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Its sender, or null.</summary>
    public IActorRef? Sender { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{Message}> from {Sender?.ToString() ?? "nobody"}";
}
