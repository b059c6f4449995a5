namespace LatentSim.Models.Kernels.Grid;

/// <summary>Memory that the convolutions of a network take turns with.</summary>
internal sealed unsafe class GridScratch
{
    private AlignedBuffer inputs = new(0);
    private AlignedBuffer products = new(0);
    private AlignedBuffer zeros = new(0);

    /// <summary>Room for transformed inputs.</summary>
    public float* Inputs(int length) => Grown(ref inputs, length);

    /// <summary>Room for products.</summary>
    public float* Products(int length) => Grown(ref products, length);

    /// <summary>A row of zeros: not to be written to.</summary>
    public float* Zeros(int length) => Grown(ref zeros, length);

    private static float* Grown(ref AlignedBuffer buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new AlignedBuffer(length);
        return buffer.Pointer;
    }
}
