using LatentSim.Models.Kernels;

namespace LatentSim.Models.Training;

/// <summary>Values [row, unit], each row padded with zeros to whole cache lines.</summary>
internal sealed unsafe class RowMatrix(int units)
{
    private AlignedBuffer buffer = new(0);

    /// <summary>Floats from a row to the next.</summary>
    public int Stride { get; } = FramePanel.RowStride(units);

    /// <summary>The first row; valid while this object is reachable and does not grow.</summary>
    public float* Pointer => buffer.Pointer;

    /// <summary>Makes room; values are lost when it grows.</summary>
    public void Reserve(int rows)
    {
        int length = checked(rows * Stride);
        if (buffer.Length < length)
            buffer = new AlignedBuffer(length);
    }

    /// <summary>The units of a row.</summary>
    public Span<float> Row(int index) => buffer.Span.Slice(index * Stride, units);

    /// <summary>Sets all values to zero.</summary>
    public void Clear() => buffer.Span.Clear();
}
