using System.Runtime.InteropServices;
using LatentSim.Actors;

namespace LatentSim.Engine.Runs;

/// <summary>Latents as little-endian float32, dim numbers a step and nothing else.</summary>
internal sealed class LatentFrameEncoder(int dimension) : IFrameEncoder
{
    private float[] row = [];

    public string Extension => ".latents.f32";

    public ReadOnlySpan<byte> Encode(ShardBlock block, int walker)
    {
        // A lone walker's steps follow one another already.
        if (block.Latents.Walkers == 1)
            return MemoryMarshal.AsBytes(block.Latents.Values);

        int size = block.Steps * dimension;
        if (row.Length < size)
            row = new float[size];
        for (int step = 0; step < block.Steps; step++)
            block.Latents.Step(step).Slice(walker * dimension, dimension).CopyTo(row.AsSpan(step * dimension));
        return MemoryMarshal.AsBytes(row.AsSpan(0, size));
    }

    public void Dispose()
    {
    }
}
