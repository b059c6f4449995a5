using System.Buffers;
using System.Text;

namespace MessagePack;

/// <summary>Reads MessagePack values. Trusts nothing: a count or length larger than the bytes that are left is an error before anything is allocated.</summary>
/// <exception cref="MessagePackSerializationException">A value is of another type than the one that is read.</exception>
/// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
/// <exception cref="OverflowException">An integer does not fit the type that is read.</exception>
public ref partial struct MessagePackReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private SequenceReader<byte> reader;

    /// <summary>Reads from memory.</summary>
    public MessagePackReader(ReadOnlyMemory<byte> memory)
    {
        reader = new SequenceReader<byte>(new ReadOnlySequence<byte>(memory));
    }

    /// <summary>Reads from a sequence.</summary>
    public MessagePackReader(in ReadOnlySequence<byte> readOnlySequence)
    {
        reader = new SequenceReader<byte>(readOnlySequence);
    }

    /// <summary>What is read.</summary>
    public readonly ReadOnlySequence<byte> Sequence => reader.Sequence;

    /// <summary>Where the next value begins.</summary>
    public readonly SequencePosition Position => reader.Position;

    /// <summary>The number of bytes read.</summary>
    public readonly long Consumed => reader.Consumed;

    /// <summary>Whether all bytes were read.</summary>
    public readonly bool End => reader.End;

    /// <summary>Whether the next value is nil.</summary>
    public readonly bool IsNil => NextCode == MessagePackCode.Nil;

    /// <summary>The type of the next value.</summary>
    public readonly MessagePackType NextMessagePackType => MessagePackCode.ToMessagePackType(NextCode);

    /// <summary>The first byte of the next value.</summary>
    public readonly byte NextCode
    {
        get
        {
            Require(reader.TryPeek(out byte code));
            return code;
        }
    }

    /// <summary>Reads nil if it is next.</summary>
    public bool TryReadNil()
    {
        if (!IsNil)
            return false;

        reader.Advance(1);
        return true;
    }

    /// <summary>Reads true or false.</summary>
    public bool ReadBoolean()
    {
        byte code = ReadByteRaw();
        return code switch
        {
            MessagePackCode.True => true,
            MessagePackCode.False => false,
            _ => throw InvalidCode(code),
        };
    }

    /// <summary>Reads the header of an array: the number of values that follow, each of at least one byte.</summary>
    public int ReadArrayHeader()
    {
        uint count = ReadCount(MessagePackCode.MinFixArray, MessagePackCode.Array16);
        Require(reader.Remaining >= count);
        return (int)count;
    }

    /// <summary>Reads the header of a map: the number of pairs that follow, each of at least two bytes.</summary>
    public int ReadMapHeader()
    {
        uint count = ReadCount(MessagePackCode.MinFixMap, MessagePackCode.Map16);
        Require(reader.Remaining >= 2L * count);
        return (int)count;
    }

    /// <summary>Reads bytes as a slice of what is read, or null for nil; strings with lengths of other than 8 bits count as bytes, as in the old specification.</summary>
    public ReadOnlySequence<byte>? ReadBytes() => TryReadNil() ? null : ReadRaw(ReadBytesLength());

    /// <summary>Reads the bytes of a string as a slice of what is read, or null for nil.</summary>
    public ReadOnlySequence<byte>? ReadStringSequence() => TryReadNil() ? null : ReadRaw(ReadStringLength());

    /// <summary>Reads a string, or null for nil; bytes that are not UTF-8 become replacement characters.</summary>
    public string? ReadString()
    {
        ReadOnlySequence<byte>? bytes = ReadStringSequence();
        return bytes is null ? null : Utf8.GetString(bytes.Value);
    }

    /// <summary>Reads the header of an extension.</summary>
    public ExtensionHeader ReadExtensionFormatHeader()
    {
        byte code = ReadByteRaw();
        uint length = code switch
        {
            >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16 => 1u << (code - MessagePackCode.FixExt1),
            MessagePackCode.Ext8 => ReadByteRaw(),
            MessagePackCode.Ext16 => ReadUInt16Raw(),
            MessagePackCode.Ext32 => ReadUInt32Raw(),
            _ => throw InvalidCode(code),
        };
        ExtensionHeader header = new(unchecked((sbyte)ReadByteRaw()), length);
        Require(reader.Remaining >= length);
        return header;
    }

    /// <summary>Reads a number of bytes as they are.</summary>
    public ReadOnlySequence<byte> ReadRaw(long length)
    {
        Require(length <= reader.Remaining);
        ReadOnlySequence<byte> slice = reader.Sequence.Slice(reader.Position, length);
        reader.Advance(length);
        return slice;
    }

    /// <summary>Passes over the next value and all that it holds.</summary>
    public void Skip()
    {
        // Values that are still to be passed over; a counter in place of recursion, so that deep nesting cannot exhaust the stack.
        for (long pending = 1; pending > 0; pending--)
            pending += SkipOne();
    }

    private long SkipOne()
    {
        switch (NextMessagePackType)
        {
            case MessagePackType.Array:
                return ReadArrayHeader();
            case MessagePackType.Map:
                return 2L * ReadMapHeader();
            case MessagePackType.String:
                ReadRaw(ReadStringLength());
                return 0;
            case MessagePackType.Binary:
                ReadRaw(ReadBytesLength());
                return 0;
            case MessagePackType.Extension:
                reader.Advance(ReadExtensionFormatHeader().Length);
                return 0;
            case MessagePackType.Unknown:
                throw InvalidCode(NextCode);
            default:
                ReadRaw(SizeOfScalar(NextCode));
                return 0;
        }
    }

    private static uint SizeOfScalar(byte code) => code switch
    {
        MessagePackCode.UInt8 or MessagePackCode.Int8 => 2,
        MessagePackCode.UInt16 or MessagePackCode.Int16 => 3,
        MessagePackCode.UInt32 or MessagePackCode.Int32 or MessagePackCode.Float32 => 5,
        MessagePackCode.UInt64 or MessagePackCode.Int64 or MessagePackCode.Float64 => 9,
        _ => 1,
    };

    // The 32-bit code of arrays and of maps follows their 16-bit code.
    private uint ReadCount(byte fix, byte code16)
    {
        byte code = ReadByteRaw();
        if ((code & 0xf0) == fix)
            return (uint)code & 0x0f;
        if (code == code16)
            return ReadUInt16Raw();
        return code == code16 + 1 ? ReadUInt32Raw() : throw InvalidCode(code);
    }

    private uint ReadStringLength()
    {
        byte code = ReadByteRaw();
        return code switch
        {
            >= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr => (uint)code & 0x1f,
            MessagePackCode.Str8 => ReadByteRaw(),
            MessagePackCode.Str16 => ReadUInt16Raw(),
            MessagePackCode.Str32 => ReadUInt32Raw(),
            _ => throw InvalidCode(code),
        };
    }

    private uint ReadBytesLength()
    {
        byte code = ReadByteRaw();
        return code switch
        {
            MessagePackCode.Bin8 => ReadByteRaw(),
            MessagePackCode.Bin16 or MessagePackCode.Str16 => ReadUInt16Raw(),
            MessagePackCode.Bin32 or MessagePackCode.Str32 => ReadUInt32Raw(),
            >= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr => (uint)code & 0x1f,
            _ => throw InvalidCode(code),
        };
    }

    private static void Require(bool enough)
    {
        if (!enough)
            throw new EndOfStreamException();
    }

    private static MessagePackSerializationException InvalidCode(byte code) =>
        new($"Unexpected msgpack code {code} ({MessagePackCode.ToMessagePackType(code)}) encountered.");
}
