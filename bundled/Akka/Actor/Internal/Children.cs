namespace Akka.Actor.Internal;

/// <summary>The children of an actor. Actors may be made from any thread, so a lock guards it.</summary>
internal sealed class Children
{
    private readonly object _lock = new();
    private readonly Dictionary<string, ChildRestartStats> _byName = [];
    private readonly HashSet<ActorCell> _dying = [];
    private long _unnamed;
    private bool _closed;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _byName.Count == 0;
        }
    }

    /// <summary>Whether some child has been stopped and is not gone yet.</summary>
    public bool AnyDying
    {
        get
        {
            lock (_lock)
                return _dying.Count > 0;
        }
    }

    /// <summary>Adds the child that <paramref name="make"/> makes for its name.</summary>
    public ActorCell Add(string? name, IActorRef parent, Func<string, ActorCell> make)
    {
        if (name is not null && !ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException($"Illegal actor name [{name}]: letters, digits and -_.*$+:@&=,!~'; that do not start with $ are allowed.");
        lock (_lock)
        {
            if (_closed)
                throw new InvalidOperationException($"Cannot create child while terminating or terminated: {parent}");
            name ??= NextName();
            if (_byName.ContainsKey(name))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            var cell = make(name);
            _byName.Add(name, new ChildRestartStats(cell));
            return cell;
        }
    }

    public ChildRestartStats? Find(string name)
    {
        lock (_lock)
            return _byName.GetValueOrDefault(name);
    }

    public ChildRestartStats? Find(ActorCell cell) => Find(cell.Self.Path.Name) is { } stats && stats.Child == cell ? stats : null;

    public List<ChildRestartStats> All()
    {
        lock (_lock)
            return [.. _byName.Values];
    }

    public void MarkDying(ActorCell cell)
    {
        lock (_lock)
        {
            if (_byName.TryGetValue(cell.Self.Path.Name, out var stats) && stats.Child == cell)
                _dying.Add(cell);
        }
    }

    public bool Remove(ActorCell cell)
    {
        lock (_lock)
        {
            _dying.Remove(cell);
            return _byName.TryGetValue(cell.Self.Path.Name, out var stats) && stats.Child == cell && _byName.Remove(cell.Self.Path.Name);
        }
    }

    /// <summary>Refuses new children from now on.</summary>
    public void Close()
    {
        lock (_lock)
            _closed = true;
    }

    private string NextName() => ActorNames.Temporary(_unnamed++);
}

/// <summary>Names of actors that were given none: $a, $b, ...</summary>
internal static class ActorNames
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    public static string Temporary(long number)
    {
        var name = "$";
        do
        {
            name += Digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number > 0);
        return name;
    }
}
