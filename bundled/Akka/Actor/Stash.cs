using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Messages that an actor has put aside.</summary>
public interface IStash
{
    /// <summary>How many messages there are.</summary>
    int Count { get; }

    /// <summary>Whether there is none.</summary>
    bool IsEmpty { get; }

    /// <summary>Whether there is one.</summary>
    bool NonEmpty { get; }

    /// <summary>Puts the message being processed aside.</summary>
    /// <exception cref="InvalidOperationException">It has been put aside already.</exception>
    void Stash();

    /// <summary>Puts the oldest message back to the front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back to the front of the mailbox, in their order.</summary>
    void UnstashAll();
}

/// <summary>An actor with a stash; it is set before PreStart.</summary>
public interface IActorStash
{
    /// <summary>The stash.</summary>
    IStash Stash { get; set; }
}

/// <summary>An actor with a stash, whatever its mailbox is.</summary>
public interface IWithUnrestrictedStash : IActorStash;

/// <summary>An actor with a stash without a limit.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash;

/// <summary>The stash of a cell.</summary>
internal sealed class ActorStash(ActorCell cell) : IStash
{
    private readonly List<Envelope> _envelopes = [];

    public int Count => _envelopes.Count;

    public bool IsEmpty => _envelopes.Count == 0;

    public bool NonEmpty => _envelopes.Count > 0;

    public void Stash()
    {
        var current = cell.CurrentEnvelope;
        if (NonEmpty && ReferenceEquals(_envelopes[^1].Message, current.Message) && ReferenceEquals(_envelopes[^1].Sender, current.Sender))
            throw new InvalidOperationException($"Can't stash the same message {current.Message} more than once");
        _envelopes.Add(current);
    }

    public void Unstash()
    {
        if (IsEmpty)
            return;
        cell.Mailbox.Return([_envelopes[0]]);
        _envelopes.RemoveAt(0);
    }

    public void UnstashAll()
    {
        cell.Mailbox.Return(_envelopes);
        _envelopes.Clear();
    }
}
