namespace MessagePack;

/// <summary>The types of the MessagePack specification.</summary>
public enum MessagePackType : byte
{
    /// <summary>The code that the specification never uses.</summary>
    Unknown = 0,

    /// <summary>A signed or unsigned integer.</summary>
    Integer = 1,

    /// <summary>Nil.</summary>
    Nil = 2,

    /// <summary>True or false.</summary>
    Boolean = 3,

    /// <summary>A number of 32 or 64 bits with a floating point.</summary>
    Float = 4,

    /// <summary>UTF-8 text.</summary>
    String = 5,

    /// <summary>Bytes.</summary>
    Binary = 6,

    /// <summary>A sequence of values.</summary>
    Array = 7,

    /// <summary>A sequence of key and value pairs.</summary>
    Map = 8,

    /// <summary>Bytes with an application's type code.</summary>
    Extension = 9,
}
