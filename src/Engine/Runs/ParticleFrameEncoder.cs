using System.Runtime.InteropServices;
using LatentSim.Actors;
using LatentSim.Models.Integrators;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>Frames of particles as numbers: NumPy's .npy, float64 [frame, coordinate], all positions and then all velocities; x and v of one particle.</summary>
/// <param name="layout">What the rows of the source hold.</param>
/// <param name="frames">The frames that a file will have in the end, which its header tells.</param>
internal sealed class ParticleFrameEncoder(IntegratorRow layout, long frames) : IFrameEncoder
{
    private readonly byte[] header = NpyFile.DoubleHeader(frames, layout.FrameLength);
    private double[] numbers = [];

    public string Extension => NpyFile.Ending;

    public ReadOnlySpan<byte> Header => header;

    public ReadOnlySpan<byte> Encode(ShardBlock block, int walker)
    {
        int size = block.Steps * layout.FrameLength;
        if (numbers.Length < size)
            numbers = new double[size];
        for (int step = 0; step < block.Steps; step++)
        {
            Span<float> row = block.Latents.Step(step).Slice(walker * layout.Dimension, layout.Dimension);
            SplitNumbers.Join(layout.FrameOf(row), numbers.AsSpan(step * layout.FrameLength, layout.FrameLength));
        }

        return MemoryMarshal.AsBytes(numbers.AsSpan(0, size));
    }

    public void Dispose()
    {
    }
}
