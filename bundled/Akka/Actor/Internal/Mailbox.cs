using System.Threading.Channels;

namespace Akka.Actor.Internal;

/// <summary>
/// An actor's two queues and its turns: a turn runs on the thread pool, one at a time, and takes all system messages
/// first and then a bounded number of user messages, so that no actor starves the others.
/// </summary>
internal sealed class Mailbox(ActorCell cell) : IThreadPoolWorkItem
{
    private const int MessagesPerTurn = 30;

    private readonly Channel<Envelope> _user = Channel.CreateUnbounded<Envelope>();
    private readonly Channel<SystemMessage> _system = Channel.CreateUnbounded<SystemMessage>();
    private readonly Stack<Envelope> _returned = new();
    private volatile int _returnedCount;
    private volatile int _suspensions;
    private int _scheduled;

    private bool IsSuspended => _suspensions > 0;

    private bool HasWork => _system.Reader.TryPeek(out _) || (!IsSuspended && (_returnedCount > 0 || _user.Reader.TryPeek(out _)));

    /// <summary>Queues a user message; false when the actor has stopped.</summary>
    public bool Post(in Envelope envelope)
    {
        if (!_user.Writer.TryWrite(envelope))
            return false;
        Schedule();
        return true;
    }

    /// <summary>Queues a system message; false when the actor has stopped.</summary>
    public bool Post(SystemMessage message)
    {
        if (!_system.Writer.TryWrite(message))
            return false;
        Schedule();
        return true;
    }

    /// <summary>Puts messages back to the front of the queue, the first of them first. Only on the actor's turn.</summary>
    public void Return(IReadOnlyList<Envelope> envelopes)
    {
        for (var i = envelopes.Count - 1; i >= 0; i--)
            _returned.Push(envelopes[i]);
        _returnedCount = _returned.Count;
    }

    /// <summary>Holds user messages back until as many calls of <see cref="Resume"/>. Only on the actor's turn.</summary>
    public void Suspend() => _suspensions++;

    /// <summary>Undoes one <see cref="Suspend"/>. Only on the actor's turn.</summary>
    public void Resume() => _suspensions = Math.Max(0, _suspensions - 1);

    /// <summary>Refuses messages from now on.</summary>
    /// <returns>Those that nobody has processed.</returns>
    public (List<Envelope> User, List<SystemMessage> System) Close()
    {
        _user.Writer.TryComplete();
        _system.Writer.TryComplete();
        var user = _returned.ToList();
        _returned.Clear();
        _returnedCount = 0;
        while (_user.Reader.TryRead(out var envelope))
            user.Add(envelope);
        var system = new List<SystemMessage>();
        while (_system.Reader.TryRead(out var message))
            system.Add(message);
        return (user, system);
    }

    void IThreadPoolWorkItem.Execute()
    {
        ActorCell.Current = cell;
        try
        {
            TakeTurn();
        }
        finally
        {
            ActorCell.Current = null;
            Volatile.Write(ref _scheduled, 0);
            Interlocked.MemoryBarrier();
            if (HasWork)
                Schedule();
        }
    }

    private void TakeTurn()
    {
        TakeSystemMessages();
        for (var taken = 0; taken < MessagesPerTurn && !IsSuspended && TryTake(out var envelope); taken++)
        {
            cell.Invoke(envelope);
            TakeSystemMessages();
        }
    }

    private void TakeSystemMessages()
    {
        while (_system.Reader.TryRead(out var message))
            cell.Invoke(message);
    }

    private bool TryTake(out Envelope envelope)
    {
        if (_returned.TryPop(out envelope))
        {
            _returnedCount = _returned.Count;
            return true;
        }
        return _user.Reader.TryRead(out envelope);
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
