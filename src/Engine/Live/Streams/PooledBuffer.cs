using System.Buffers;

namespace LatentSim.Engine.Live.Streams;

/// <summary>Bytes that are written one after another into pooled memory, and used again for the next message.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = [];
    private int used;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, used);

    /// <summary>Forgets what was written; gives memory of an uncommon size back.</summary>
    public void Clear()
    {
        used = 0;
        if (bytes.Length > 4 * StreamLimits.FramesMessageBytes)
            Dispose();
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - used);
        used += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Require(sizeHint);
        return bytes.AsMemory(used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Require(sizeHint);
        return bytes.AsSpan(used);
    }

    /// <summary>Gives the memory back; it can be written to again.</summary>
    public void Dispose()
    {
        byte[] old = bytes;
        bytes = [];
        used = 0;
        if (old.Length > 0)
            ArrayPool<byte>.Shared.Return(old);
    }

    private void Require(int sizeHint)
    {
        int needed = checked(used + Math.Max(sizeHint, 256));
        if (needed <= bytes.Length)
            return;

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, (int)Math.Min(2L * bytes.Length, Array.MaxLength)));
        bytes.AsSpan(0, used).CopyTo(larger);
        byte[] old = bytes;
        bytes = larger;
        if (old.Length > 0)
            ArrayPool<byte>.Shared.Return(old);
    }
}
