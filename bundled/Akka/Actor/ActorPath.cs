namespace Akka.Actor;

/// <summary>Where an actor stands: <c>akka://system/user/parent/child</c>. Two paths are equal when their text is.</summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private protected ActorPath()
    {
    }

    /// <summary>Last element; empty for the root.</summary>
    public abstract string Name { get; }

    /// <summary>Path of the parent; the root is its own.</summary>
    public abstract ActorPath Parent { get; }

    /// <summary>Number of the incarnation: an actor made again under the same path has another.</summary>
    public abstract long Uid { get; }

    /// <summary>How many elements the path has.</summary>
    public int Depth => Elements.Count;

    /// <summary>All elements from the root on.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new List<string>();
            for (var path = this; !ReferenceEquals(path, path.Parent); path = path.Parent)
                elements.Add(path.Name);
            elements.Reverse();
            return elements;
        }
    }

    /// <summary>The path with one element more.</summary>
    public static ActorPath operator /(ActorPath path, string name) => new ChildActorPath(path, name, 0);

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);

    /// <summary>Whether <paramref name="s"/> may be the name of an actor: letters, digits and a few symbols, not starting with $.</summary>
    public static bool IsValidPathElement(string s) =>
        !string.IsNullOrEmpty(s) && s[0] != '$' && s.All(c => char.IsAsciiLetterOrDigit(c) || ValidSymbols.Contains(c));

    /// <summary>The path from the root on, without the system: <c>/user/parent/child</c>.</summary>
    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);

    /// <inheritdoc/>
    public bool Equals(ActorPath? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        return other is not null && Name == other.Name && GetType() == other.GetType() && ParentEquals(other);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorPath other && Equals(other);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>The whole path: <c>akka://system/user/child</c>.</summary>
    public abstract override string ToString();

    /// <inheritdoc/>
    public int CompareTo(ActorPath? other) => string.CompareOrdinal(ToString(), other?.ToString());

    private protected abstract bool ParentEquals(ActorPath other);
}

/// <summary>The root of a system.</summary>
internal sealed class RootActorPath(string systemName) : ActorPath
{
    public override string Name => string.Empty;

    public override ActorPath Parent => this;

    public override long Uid => 0;

    public override int GetHashCode() => systemName.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"akka://{systemName}/";

    private protected override bool ParentEquals(ActorPath other) => ToString() == other.ToString();
}

/// <summary>Any path below the root.</summary>
internal sealed class ChildActorPath : ActorPath
{
    private readonly int _hash;

    public ChildActorPath(ActorPath parent, string name, long uid)
    {
        Parent = parent;
        Name = name;
        Uid = uid;
        _hash = HashCode.Combine(parent, name);
    }

    public override string Name { get; }

    public override ActorPath Parent { get; }

    public override long Uid { get; }

    public override int GetHashCode() => _hash;

    public override string ToString() => Parent is RootActorPath ? $"{Parent}{Name}" : $"{Parent}/{Name}";

    private protected override bool ParentEquals(ActorPath other) => Parent.Equals(other.Parent);
}
