using System.Buffers;

namespace MessagePack;

public ref partial struct MessagePackReader
{
    /// <summary>Reads an integer in any of the integer formats.</summary>
    public int ReadInt32() => checked((int)ReadInt64());

    /// <summary>Reads an integer in any of the integer formats.</summary>
    public long ReadInt64()
    {
        ulong bits = ReadInteger(ReadByteRaw(), out bool negative);
        return negative ? unchecked((long)bits) : checked((long)bits);
    }

    /// <summary>Reads an integer in any of the integer formats.</summary>
    public ulong ReadUInt64()
    {
        ulong bits = ReadInteger(ReadByteRaw(), out bool negative);
        return negative ? throw new OverflowException() : bits;
    }

    /// <summary>Reads a float; doubles and integers are converted.</summary>
    public float ReadSingle()
    {
        byte code = ReadByteRaw();
        return code switch
        {
            MessagePackCode.Float32 => BitConverter.UInt32BitsToSingle(ReadUInt32Raw()),
            MessagePackCode.Float64 => (float)BitConverter.UInt64BitsToDouble(ReadUInt64Raw()),
            _ => ToSingle(ReadInteger(code, out bool negative), negative),
        };
    }

    /// <summary>Reads a double; floats and integers are converted.</summary>
    public double ReadDouble()
    {
        byte code = ReadByteRaw();
        return code switch
        {
            MessagePackCode.Float64 => BitConverter.UInt64BitsToDouble(ReadUInt64Raw()),
            MessagePackCode.Float32 => BitConverter.UInt32BitsToSingle(ReadUInt32Raw()),
            _ => ToDouble(ReadInteger(code, out bool negative), negative),
        };
    }

    private static float ToSingle(ulong bits, bool negative) => negative ? unchecked((long)bits) : bits;

    private static double ToDouble(ulong bits, bool negative) => negative ? unchecked((long)bits) : bits;

    // The integer's bits in two's complement, and whether they are to be read as a negative number.
    private ulong ReadInteger(byte code, out bool negative)
    {
        long signed;
        switch (code)
        {
            case MessagePackCode.UInt8:
                negative = false;
                return ReadByteRaw();
            case MessagePackCode.UInt16:
                negative = false;
                return ReadUInt16Raw();
            case MessagePackCode.UInt32:
                negative = false;
                return ReadUInt32Raw();
            case MessagePackCode.UInt64:
                negative = false;
                return ReadUInt64Raw();
            case MessagePackCode.Int8:
                signed = unchecked((sbyte)ReadByteRaw());
                break;
            case MessagePackCode.Int16:
                signed = unchecked((short)ReadUInt16Raw());
                break;
            case MessagePackCode.Int32:
                signed = unchecked((int)ReadUInt32Raw());
                break;
            case MessagePackCode.Int64:
                signed = unchecked((long)ReadUInt64Raw());
                break;
            case <= MessagePackCode.MaxFixInt or >= MessagePackCode.MinNegativeFixInt:
                signed = unchecked((sbyte)code);
                break;
            default:
                throw InvalidCode(code);
        }

        negative = signed < 0;
        return unchecked((ulong)signed);
    }

    private byte ReadByteRaw()
    {
        Require(reader.TryRead(out byte value));
        return value;
    }

    private ushort ReadUInt16Raw()
    {
        Require(reader.TryReadBigEndian(out short value));
        return unchecked((ushort)value);
    }

    private uint ReadUInt32Raw()
    {
        Require(reader.TryReadBigEndian(out int value));
        return unchecked((uint)value);
    }

    private ulong ReadUInt64Raw()
    {
        Require(reader.TryReadBigEndian(out long value));
        return unchecked((ulong)value);
    }
}
