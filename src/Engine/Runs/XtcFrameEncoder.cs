using LatentSim.Actors;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>Frames as GROMACS XTC; a frame's time is its step times the lag.</summary>
internal sealed class XtcFrameEncoder : IFrameEncoder
{
    private readonly MemoryStream bytes = new();
    private readonly XtcWriter writer;
    private readonly double lagTime;
    private readonly int sites;
    private readonly float[] box;

    public XtcFrameEncoder(int sites, double lagTime, float[]? box = null)
    {
        this.box = box ?? [];
        this.sites = sites;
        this.lagTime = lagTime;
        writer = new XtcWriter(bytes, sites);
    }

    public string Extension => ".xtc";

    public ReadOnlySpan<byte> Encode(ShardBlock block, int walker)
    {
        FrameBlock frames = block.Frames ?? throw new InvalidOperationException("A block without frames cannot become a trajectory.");
        bytes.SetLength(0);
        int size = 3 * sites;
        for (int step = 0; step < frames.Steps; step++)
        {
            long absolute = frames.FirstStep + step;
            writer.Write(absolute, absolute * lagTime, frames.Step(step).Slice(walker * size, size), box);
        }

        writer.Flush();
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    public void Dispose() => writer.Dispose();
}
