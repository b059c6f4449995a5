namespace LatentSim.Actors;

/// <summary>One place where shards are computed, by one thread: cuda:0, cpu:0, cpu:1, ...</summary>
/// <param name="Name">The slot's name.</param>
/// <param name="Stages">Makes the stages that run there.</param>
public sealed record DeviceSlot(string Name, StageFactories Stages);
