using LatentSim.Actors;
using LatentSim.Models.Weights;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>What a run directory needs to know of a model: how stages are made, and what comes out of the last of them.</summary>
/// <param name="Stages">Makes the stages of one device slot.</param>
/// <param name="Dimension">The number of latent coordinates.</param>
/// <param name="Topology">The topology of the frames; null for a run of latents alone.</param>
/// <param name="LagTime">The time of one step, ps.</param>
/// <param name="Coordinates">What the latents of a system without an encoder stand for; null for others.</param>
/// <param name="Statistics">The statistics that a run keeps.</param>
internal sealed record RunPipeline(
    StageFactories Stages, int Dimension, Topology? Topology, double LagTime, CoordinateRange? Coordinates, RunStatistics Statistics)
{
    /// <summary>The names of the stages.</summary>
    public IReadOnlyList<string> StageNames =>
        [.. Runs.StageNames.All.Take(1 + (Stages.Decoder is null ? 0 : 1) + (Stages.Backmapper is null ? 0 : 1))];

    /// <summary>Makes the bytes of the walkers' files.</summary>
    /// <param name="frames">The frames that each walker is asked for.</param>
    public IFrameEncoder CreateEncoder(long frames) => this switch
    {
        { Topology: { } topology } => new XtcFrameEncoder(topology.AtomCount, LagTime),
        { Coordinates: { } coordinates } => new CoordinateFrameEncoder(coordinates, frames),
        _ => new LatentFrameEncoder(Dimension),
    };
}
