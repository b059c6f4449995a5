namespace MessagePack;

/// <summary>What precedes the bytes of an extension.</summary>
public struct ExtensionHeader : IEquatable<ExtensionHeader>
{
    /// <summary>Makes a header.</summary>
    public ExtensionHeader(sbyte typeCode, uint length)
    {
        TypeCode = typeCode;
        Length = length;
    }

    /// <summary>Makes a header.</summary>
    public ExtensionHeader(sbyte typeCode, int length)
        : this(typeCode, (uint)length)
    {
    }

    /// <summary>The application's type; negative ones are reserved.</summary>
    public sbyte TypeCode { get; private set; }

    /// <summary>The number of bytes that follow.</summary>
    public uint Length { get; private set; }

    /// <inheritdoc/>
    public readonly bool Equals(ExtensionHeader other) => TypeCode == other.TypeCode && Length == other.Length;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is ExtensionHeader other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(TypeCode, Length);
}
