using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>Atoms around coarse frames as GROMACS XTC, at the coarse frames' times; none after a walker's end.</summary>
internal sealed class CoarseFrameEncoder : IFrameEncoder
{
    private readonly MemoryStream bytes = new();
    private readonly XtcWriter writer;
    private readonly CoarseRow layout;
    private readonly int size;
    private readonly Func<int, long> framesOf;

    public CoarseFrameEncoder(CoarseRow layout, int atoms, Func<int, long> framesOf)
    {
        this.layout = layout;
        this.framesOf = framesOf;
        size = 3 * atoms;
        writer = new XtcWriter(bytes, atoms);
    }

    public string Extension => ".xtc";

    public ReadOnlySpan<byte> Encode(ShardBlock block, int walker)
    {
        FrameBlock frames = block.Frames ?? throw new InvalidOperationException("A block without frames cannot become a trajectory.");
        bytes.SetLength(0);
        long steps = Math.Min(frames.Steps, framesOf(frames.FirstWalker + walker) - frames.FirstStep);
        for (int step = 0; step < steps; step++)
        {
            Span<float> row = block.Latents.Step(step).Slice(walker * layout.Dimension, layout.Dimension);
            writer.Write(frames.FirstStep + step, layout.TimeOf(row), frames.Step(step).Slice(walker * size, size), []);
        }

        writer.Flush();
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    public void Dispose() => writer.Dispose();
}
