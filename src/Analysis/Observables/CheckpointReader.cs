using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>Reads little-endian numbers of a checkpoint's observables, whose number of bytes was checked before.</summary>
internal ref struct CheckpointReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    internal static InvalidInputException Bad(string message) => new("observables of the checkpoint", "", message);

    internal byte Byte() => Take(1)[0];

    internal void Int16s(Span<short> numbers) => Take(sizeof(short) * numbers.Length).CopyTo(MemoryMarshal.AsBytes(numbers));

    internal int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    internal long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    internal double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    internal long Count()
    {
        var count = Int64();
        return count is >= 0 and < 1L << 53 ? count : throw Bad("a count is negative or too large");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
