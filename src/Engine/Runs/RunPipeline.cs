using LatentSim.Actors;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>What a run directory needs to know of a model: how stages are made, and what comes out of the last of them.</summary>
/// <param name="Stages">Makes the stages of one device slot.</param>
/// <param name="Dimension">The number of latent coordinates.</param>
/// <param name="Topology">The topology of the frames; null for a run of latents alone.</param>
/// <param name="LagTime">The time of one step, ps.</param>
/// <param name="Statistics">The statistics that a run keeps.</param>
internal sealed record RunPipeline(StageFactories Stages, int Dimension, Topology? Topology, double LagTime, RunStatistics Statistics)
{
    /// <summary>The names of the stages.</summary>
    public IReadOnlyList<string> StageNames =>
        [.. Runs.StageNames.All.Take(1 + (Stages.Decoder is null ? 0 : 1) + (Stages.Backmapper is null ? 0 : 1))];

    /// <summary>Makes the bytes of the walkers' files.</summary>
    public IFrameEncoder CreateEncoder() => Topology is null ? new LatentFrameEncoder(Dimension) : new XtcFrameEncoder(Topology.AtomCount, LagTime);
}
