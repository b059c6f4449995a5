namespace LatentSim.Models.Kernels;

/// <summary>Floats that do not move and start at a cache line (64 bytes). Lives as long as something refers to it.</summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;
    private readonly float[] storage;
    private readonly int offset;

    /// <summary>Allocates cleared floats.</summary>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        storage = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        fixed (float* start = storage)
        {
            long misaligned = (long)start % Alignment;
            offset = misaligned == 0 ? 0 : (int)((Alignment - misaligned) / sizeof(float));
            Pointer = start + offset;
        }
    }

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float; valid while this object is reachable.</summary>
    public float* Pointer { get; }

    /// <summary>All floats.</summary>
    public Span<float> Span => storage.AsSpan(offset, Length);
}
