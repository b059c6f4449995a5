using LatentSim.Actors;

namespace LatentSim.Engine.Runs;

/// <summary>What a run directory needs to know of a model: how stages are made, and what becomes of what comes out of the last of them.</summary>
/// <param name="Stages">Makes the stages of one device slot.</param>
/// <param name="CreateEncoder">Makes the bytes of the walkers' files, given the frames that each walker is asked for.</param>
/// <param name="Statistics">The statistics that a run keeps.</param>
internal sealed record RunPipeline(StageFactories Stages, Func<long, IFrameEncoder> CreateEncoder, IRunStatistics Statistics)
{
    /// <summary>Makes the stages of a slot of a device, by its name; null where all slots have the same.</summary>
    public Func<string, StageFactories>? CreateStagesOn { get; init; }

    /// <summary>Makes the bytes of the walkers' files of energies, given the frames that each walker is asked for; null where there are none.</summary>
    public Func<long, EnergyFrameEncoder>? CreateEnergyEncoder { get; init; }

    /// <summary>The most frames of a block, over all walkers of its shard, where a frame is large.</summary>
    public int MostFramesPerBlock { get; init; } = int.MaxValue;

    /// <summary>What makes the stages of a slot.</summary>
    public StageFactories StagesOn(string device) => CreateStagesOn?.Invoke(device) ?? Stages;
}
