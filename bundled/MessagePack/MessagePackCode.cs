namespace MessagePack;

/// <summary>The first bytes of the MessagePack formats (specification, "Formats").</summary>
public static class MessagePackCode
{
    /// <summary>First of the positive integers in one byte.</summary>
    public const byte MinFixInt = 0x00;

    /// <summary>Last of the positive integers in one byte.</summary>
    public const byte MaxFixInt = 0x7f;

    /// <summary>First of the maps of up to 15 pairs.</summary>
    public const byte MinFixMap = 0x80;

    /// <summary>Last of the maps of up to 15 pairs.</summary>
    public const byte MaxFixMap = 0x8f;

    /// <summary>First of the arrays of up to 15 values.</summary>
    public const byte MinFixArray = 0x90;

    /// <summary>Last of the arrays of up to 15 values.</summary>
    public const byte MaxFixArray = 0x9f;

    /// <summary>First of the strings of up to 31 bytes.</summary>
    public const byte MinFixStr = 0xa0;

    /// <summary>Last of the strings of up to 31 bytes.</summary>
    public const byte MaxFixStr = 0xbf;

    /// <summary>Nil.</summary>
    public const byte Nil = 0xc0;

    /// <summary>Never used.</summary>
    public const byte NeverUsed = 0xc1;

    /// <summary>False.</summary>
    public const byte False = 0xc2;

    /// <summary>True.</summary>
    public const byte True = 0xc3;

    /// <summary>Bytes with a length of 8 bits.</summary>
    public const byte Bin8 = 0xc4;

    /// <summary>Bytes with a length of 16 bits.</summary>
    public const byte Bin16 = 0xc5;

    /// <summary>Bytes with a length of 32 bits.</summary>
    public const byte Bin32 = 0xc6;

    /// <summary>An extension with a length of 8 bits.</summary>
    public const byte Ext8 = 0xc7;

    /// <summary>An extension with a length of 16 bits.</summary>
    public const byte Ext16 = 0xc8;

    /// <summary>An extension with a length of 32 bits.</summary>
    public const byte Ext32 = 0xc9;

    /// <summary>A float.</summary>
    public const byte Float32 = 0xca;

    /// <summary>A double.</summary>
    public const byte Float64 = 0xcb;

    /// <summary>An unsigned integer of 8 bits.</summary>
    public const byte UInt8 = 0xcc;

    /// <summary>An unsigned integer of 16 bits.</summary>
    public const byte UInt16 = 0xcd;

    /// <summary>An unsigned integer of 32 bits.</summary>
    public const byte UInt32 = 0xce;

    /// <summary>An unsigned integer of 64 bits.</summary>
    public const byte UInt64 = 0xcf;

    /// <summary>A signed integer of 8 bits.</summary>
    public const byte Int8 = 0xd0;

    /// <summary>A signed integer of 16 bits.</summary>
    public const byte Int16 = 0xd1;

    /// <summary>A signed integer of 32 bits.</summary>
    public const byte Int32 = 0xd2;

    /// <summary>A signed integer of 64 bits.</summary>
    public const byte Int64 = 0xd3;

    /// <summary>An extension of 1 byte.</summary>
    public const byte FixExt1 = 0xd4;

    /// <summary>An extension of 2 bytes.</summary>
    public const byte FixExt2 = 0xd5;

    /// <summary>An extension of 4 bytes.</summary>
    public const byte FixExt4 = 0xd6;

    /// <summary>An extension of 8 bytes.</summary>
    public const byte FixExt8 = 0xd7;

    /// <summary>An extension of 16 bytes.</summary>
    public const byte FixExt16 = 0xd8;

    /// <summary>A string with a length of 8 bits.</summary>
    public const byte Str8 = 0xd9;

    /// <summary>A string with a length of 16 bits.</summary>
    public const byte Str16 = 0xda;

    /// <summary>A string with a length of 32 bits.</summary>
    public const byte Str32 = 0xdb;

    /// <summary>An array with a count of 16 bits.</summary>
    public const byte Array16 = 0xdc;

    /// <summary>An array with a count of 32 bits.</summary>
    public const byte Array32 = 0xdd;

    /// <summary>A map with a count of 16 bits.</summary>
    public const byte Map16 = 0xde;

    /// <summary>A map with a count of 32 bits.</summary>
    public const byte Map32 = 0xdf;

    /// <summary>First of the negative integers in one byte, -32.</summary>
    public const byte MinNegativeFixInt = 0xe0;

    /// <summary>Last of the negative integers in one byte, -1.</summary>
    public const byte MaxNegativeFixInt = 0xff;

    /// <summary>The type that a code belongs to.</summary>
    public static MessagePackType ToMessagePackType(byte code) => code switch
    {
        <= MaxFixInt or >= MinNegativeFixInt => MessagePackType.Integer,
        <= MaxFixMap => MessagePackType.Map,
        <= MaxFixArray => MessagePackType.Array,
        <= MaxFixStr => MessagePackType.String,
        Nil => MessagePackType.Nil,
        NeverUsed => MessagePackType.Unknown,
        False or True => MessagePackType.Boolean,
        <= Bin32 => MessagePackType.Binary,
        <= Ext32 => MessagePackType.Extension,
        <= Float64 => MessagePackType.Float,
        <= Int64 => MessagePackType.Integer,
        <= FixExt16 => MessagePackType.Extension,
        <= Str32 => MessagePackType.String,
        <= Array32 => MessagePackType.Array,
        _ => MessagePackType.Map,
    };
}
