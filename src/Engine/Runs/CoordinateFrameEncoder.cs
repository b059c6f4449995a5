using System.Runtime.InteropServices;
using LatentSim.Actors;
using LatentSim.Models.Weights;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The latents of a system without an encoder as its own coordinates, in the data's unit: NumPy's .npy, float32 [frame, coordinate].</summary>
/// <param name="range">How latents are scaled.</param>
/// <param name="frames">The frames that a file will have in the end, which its header tells.</param>
internal sealed class CoordinateFrameEncoder(CoordinateRange range, long frames) : IFrameEncoder
{
    private readonly byte[] header = NpyFile.Header(frames, range.Dimension);
    private float[] row = [];

    public string Extension => NpyFile.Ending;

    public ReadOnlySpan<byte> Header => header;

    public ReadOnlySpan<byte> Encode(ShardBlock block, int walker)
    {
        int dimension = range.Dimension;
        int size = block.Steps * dimension;
        if (row.Length < size)
            row = new float[size];
        for (int step = 0; step < block.Steps; step++)
            range.ToCoordinates(block.Latents.Step(step).Slice(walker * dimension, dimension), row.AsSpan(step * dimension, dimension));
        return MemoryMarshal.AsBytes(row.AsSpan(0, size));
    }

    public void Dispose()
    {
    }
}
