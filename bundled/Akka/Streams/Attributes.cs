namespace Akka.Streams;

/// <summary>Settings of a part of a graph. Later ones win.</summary>
public sealed class Attributes
{
    /// <summary>No settings.</summary>
    public static readonly Attributes None = new();

    private readonly IAttribute[] _attributes;

    /// <summary>Makes a set.</summary>
    public Attributes(params IAttribute[] attributes) => _attributes = attributes;

    /// <summary>One setting.</summary>
    public interface IAttribute;

    /// <summary>All settings.</summary>
    public IEnumerable<IAttribute> AttributeList => _attributes;

    /// <summary>How many elements a boundary between asynchronous parts may hold: <paramref name="max"/>.</summary>
    public static Attributes CreateInputBuffer(int initial, int max) => new(new InputBuffer(initial, max));

    /// <summary>A name.</summary>
    public static Attributes CreateName(string name) => new(new Name(name));

    /// <summary>These settings and more.</summary>
    public Attributes And(Attributes other) => new([.. _attributes, .. other._attributes]);

    /// <summary>These settings and one more.</summary>
    public Attributes And(IAttribute other) => new([.. _attributes, other]);

    /// <summary>The last setting of a kind, or <paramref name="defaultIfNotFound"/>.</summary>
    public TAttr GetAttribute<TAttr>(TAttr defaultIfNotFound)
        where TAttr : class, IAttribute =>
        _attributes.OfType<TAttr>().LastOrDefault() ?? defaultIfNotFound;

    /// <summary>A name.</summary>
    public sealed class Name : IAttribute
    {
        /// <summary>The name.</summary>
        public readonly string Value;

        /// <summary>Makes one.</summary>
        public Name(string value) => Value = value;
    }

    /// <summary>Size of the buffers at boundaries between asynchronous parts.</summary>
    public sealed class InputBuffer : IAttribute
    {
        /// <summary>Size at the start.</summary>
        public readonly int Initial;

        /// <summary>Size at most.</summary>
        public readonly int Max;

        /// <summary>Makes one.</summary>
        public InputBuffer(int initial, int max)
        {
            Initial = initial;
            Max = max;
        }
    }
}
