namespace Akka.Actor.Internal;

/// <summary>Whom an actor watches and who watches it.</summary>
internal sealed class DeathWatch(ActorCell cell)
{
    private readonly HashSet<IInternalActorRef> _watchers = [];
    private readonly Dictionary<IActorRef, object?> _watched = [];
    private readonly Dictionary<IActorRef, object?> _announced = [];

    /// <summary>What a reference without a living actor says to one who would watch it.</summary>
    public static void AnswerForTheDead(IInternalActorRef dead, SystemMessage message, bool existenceConfirmed)
    {
        if (message is Watch watch)
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(dead, existenceConfirmed));
    }

    public void Watch(IActorRef subject, object? message)
    {
        if (subject.Equals(cell.Self))
            return;
        if (_watched.TryGetValue(subject, out var earlier))
        {
            if (!Equals(earlier, message))
                throw new InvalidOperationException($"Watch({subject}) is already registered with another message. Unwatch it first.");
            return;
        }
        _watched.Add(subject, message);
        ((IInternalActorRef)subject).SendSystemMessage(new Watch(cell.Self));
    }

    public void Unwatch(IActorRef subject)
    {
        _announced.Remove(subject);
        if (_watched.Remove(subject))
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch(cell.Self));
    }

    public void AddWatcher(IInternalActorRef watcher) => _watchers.Add(watcher);

    public void RemoveWatcher(IInternalActorRef watcher) => _watchers.Remove(watcher);

    /// <summary>Queues <see cref="Terminated"/> for a watched actor that has stopped.</summary>
    public void Announce(IActorRef subject, bool existenceConfirmed)
    {
        if (!_watched.Remove(subject, out var message))
            return;
        _announced[subject] = message;
        cell.Self.Tell(new Terminated(subject, existenceConfirmed, addressTerminated: false), subject);
    }

    /// <summary>The message to deliver for a <see cref="Terminated"/> whose turn has come; null where it was unwatched meanwhile.</summary>
    public object? TakeAnnounced(Terminated terminated)
    {
        if (!_announced.Remove(terminated.ActorRef, out var message))
            return null;
        return message ?? terminated;
    }

    /// <summary>Tells all watchers that the actor has stopped, and watches nobody any more.</summary>
    public void Finish()
    {
        foreach (var watcher in _watchers)
            watcher.SendSystemMessage(new DeathWatchNotification(cell.Self, existenceConfirmed: true));
        foreach (var subject in _watched.Keys)
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch(cell.Self));
        _watchers.Clear();
        _watched.Clear();
        _announced.Clear();
    }
}
