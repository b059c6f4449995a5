using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MessagePack;

/// <summary>
/// Writes MessagePack values, each in the smallest format that holds it. Bytes reach the buffer writer when the span that it lent is full and on
/// <see cref="Flush"/>.
/// </summary>
public ref struct MessagePackWriter
{
    private const int LargestHeader = 5;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly IBufferWriter<byte> output;
    private Span<byte> lent;
    private int used;

    /// <summary>Makes a writer.</summary>
    public MessagePackWriter(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        output = writer;
    }

    /// <summary>Hands everything written so far to the buffer writer.</summary>
    public void Flush()
    {
        if (used > 0)
            output.Advance(used);
        lent = default;
        used = 0;
    }

    /// <summary>Writes nil.</summary>
    public void WriteNil() => WriteCode(MessagePackCode.Nil);

    /// <summary>Writes true or false.</summary>
    public void Write(bool value) => WriteCode(value ? MessagePackCode.True : MessagePackCode.False);

    /// <summary>Writes an integer.</summary>
    public void Write(int value) => Write((long)value);

    /// <summary>Writes an integer; one that is not negative in an unsigned format.</summary>
    public void Write(long value)
    {
        if (value >= 0)
        {
            Write((ulong)value);
            return;
        }

        switch (value)
        {
            case >= -32:
                WriteCode(unchecked((byte)value));
                break;
            case >= sbyte.MinValue:
                WriteNumber(MessagePackCode.Int8, unchecked((byte)value));
                break;
            case >= short.MinValue:
                WriteNumber(MessagePackCode.Int16, unchecked((ushort)value));
                break;
            case >= int.MinValue:
                WriteNumber(MessagePackCode.Int32, unchecked((uint)value));
                break;
            default:
                WriteNumber(MessagePackCode.Int64, unchecked((ulong)value));
                break;
        }
    }

    /// <summary>Writes an integer.</summary>
    public void Write(ulong value)
    {
        switch (value)
        {
            case <= MessagePackCode.MaxFixInt:
                WriteCode((byte)value);
                break;
            case <= byte.MaxValue:
                WriteNumber(MessagePackCode.UInt8, (byte)value);
                break;
            case <= ushort.MaxValue:
                WriteNumber(MessagePackCode.UInt16, (ushort)value);
                break;
            case <= uint.MaxValue:
                WriteNumber(MessagePackCode.UInt32, (uint)value);
                break;
            default:
                WriteNumber(MessagePackCode.UInt64, value);
                break;
        }
    }

    /// <summary>Writes a float, always in 32 bits.</summary>
    public void Write(float value) => WriteNumber(MessagePackCode.Float32, BitConverter.SingleToUInt32Bits(value));

    /// <summary>Writes a double, always in 64 bits.</summary>
    public void Write(double value) => WriteNumber(MessagePackCode.Float64, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Writes a string in UTF-8, or nil.</summary>
    public void Write(string? value)
    {
        if (value is null)
        {
            WriteNil();
            return;
        }

        int bytes = Utf8.GetByteCount(value);
        WriteStringHeader(bytes);
        Utf8.GetBytes(value, Reserve(bytes));
        used += bytes;
    }

    /// <summary>Writes a string that is in UTF-8 already.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8stringBytes)
    {
        WriteStringHeader(utf8stringBytes.Length);
        WriteRaw(utf8stringBytes);
    }

    /// <summary>Writes the header of a string; its bytes must follow.</summary>
    public void WriteStringHeader(int byteCount)
    {
        switch ((uint)byteCount)
        {
            case <= MessagePackCode.MaxFixStr - MessagePackCode.MinFixStr:
                WriteCode((byte)(MessagePackCode.MinFixStr | byteCount));
                break;
            case <= byte.MaxValue:
                WriteNumber(MessagePackCode.Str8, (byte)byteCount);
                break;
            case <= ushort.MaxValue:
                WriteNumber(MessagePackCode.Str16, (ushort)byteCount);
                break;
            default:
                WriteNumber(MessagePackCode.Str32, (uint)byteCount);
                break;
        }
    }

    /// <summary>Writes bytes, or nil.</summary>
    public void Write(byte[]? src)
    {
        if (src is null)
            WriteNil();
        else
            Write(src.AsSpan());
    }

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> src)
    {
        WriteBinHeader(src.Length);
        WriteRaw(src);
    }

    /// <summary>Writes the header of bytes; they must follow.</summary>
    public void WriteBinHeader(int length)
    {
        switch ((uint)length)
        {
            case <= byte.MaxValue:
                WriteNumber(MessagePackCode.Bin8, (byte)length);
                break;
            case <= ushort.MaxValue:
                WriteNumber(MessagePackCode.Bin16, (ushort)length);
                break;
            default:
                WriteNumber(MessagePackCode.Bin32, (uint)length);
                break;
        }
    }

    /// <summary>Writes the header of an array; its values must follow.</summary>
    public void WriteArrayHeader(int count) => WriteArrayHeader((uint)count);

    /// <summary>Writes the header of an array; its values must follow.</summary>
    public void WriteArrayHeader(uint count) => WriteCount(MessagePackCode.MinFixArray, MessagePackCode.Array16, count);

    /// <summary>Writes the header of a map; its keys and values must follow in turn.</summary>
    public void WriteMapHeader(int count) => WriteMapHeader((uint)count);

    /// <summary>Writes the header of a map; its keys and values must follow in turn.</summary>
    public void WriteMapHeader(uint count) => WriteCount(MessagePackCode.MinFixMap, MessagePackCode.Map16, count);

    /// <summary>Writes the header of an extension; its bytes must follow.</summary>
    public void WriteExtensionFormatHeader(ExtensionHeader extensionHeader)
    {
        uint length = extensionHeader.Length;
        switch (length)
        {
            case 1 or 2 or 4 or 8 or 16:
                WriteCode((byte)(MessagePackCode.FixExt1 + uint.Log2(length)));
                break;
            case <= byte.MaxValue:
                WriteNumber(MessagePackCode.Ext8, (byte)length);
                break;
            case <= ushort.MaxValue:
                WriteNumber(MessagePackCode.Ext16, (ushort)length);
                break;
            default:
                WriteNumber(MessagePackCode.Ext32, length);
                break;
        }

        WriteCode(unchecked((byte)extensionHeader.TypeCode));
    }

    /// <summary>Copies bytes that are MessagePack already, or that a header announced.</summary>
    public void WriteRaw(ReadOnlySpan<byte> rawMessagePackBlock)
    {
        rawMessagePackBlock.CopyTo(Reserve(rawMessagePackBlock.Length));
        used += rawMessagePackBlock.Length;
    }

    // The 32-bit code of arrays and of maps follows their 16-bit code.
    private void WriteCount(byte fix, byte code16, uint count)
    {
        if (count <= 15)
            WriteCode((byte)(fix | count));
        else if (count <= ushort.MaxValue)
            WriteNumber(code16, (ushort)count);
        else
            WriteNumber((byte)(code16 + 1), count);
    }

    private void WriteCode(byte code)
    {
        Reserve(1)[0] = code;
        used++;
    }

    private void WriteNumber(byte code, byte value)
    {
        Span<byte> span = Reserve(2);
        span[0] = code;
        span[1] = value;
        used += 2;
    }

    private void WriteNumber(byte code, ushort value)
    {
        Span<byte> span = Reserve(1 + sizeof(ushort));
        span[0] = code;
        BinaryPrimitives.WriteUInt16BigEndian(span[1..], value);
        used += 1 + sizeof(ushort);
    }

    private void WriteNumber(byte code, uint value)
    {
        Span<byte> span = Reserve(1 + sizeof(uint));
        span[0] = code;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], value);
        used += 1 + sizeof(uint);
    }

    private void WriteNumber(byte code, ulong value)
    {
        Span<byte> span = Reserve(1 + sizeof(ulong));
        span[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(span[1..], value);
        used += 1 + sizeof(ulong);
    }

    private Span<byte> Reserve(int bytes)
    {
        if (lent.Length - used < bytes)
        {
            Flush();
            lent = output.GetSpan(Math.Max(bytes, LargestHeader));
        }

        return lent[used..];
    }
}
