using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatentSim.Analysis;

/// <summary>Puts the counts of a checkpoint after each other, little-endian, in memory of just their size.</summary>
internal sealed class CheckpointWriter(long size)
{
    private readonly byte[] _bytes = new byte[size];
    private int _used;

    /// <summary>All bytes, once they are written.</summary>
    /// <exception cref="InvalidOperationException">Fewer were written than were announced.</exception>
    internal byte[] Bytes => _used == _bytes.Length ? _bytes : throw new InvalidOperationException($"{_used} of {_bytes.Length} bytes were written.");

    internal void Write(ReadOnlySpan<int> numbers) => Write<int>(numbers);

    internal void Write(ReadOnlySpan<long> numbers) => Write<long>(numbers);

    internal void Write(ReadOnlySpan<double> numbers) => Write<double>(numbers);

    internal void Write<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        var target = _bytes.AsSpan(_used, numbers.Length * Unsafe.SizeOf<T>());
        MemoryMarshal.AsBytes(numbers).CopyTo(target);
        _used += target.Length;
    }
}
