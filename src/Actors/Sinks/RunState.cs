namespace LatentSim.Actors;

/// <summary>All that a run needs to go on.</summary>
/// <param name="Shards">The state of each shard, by index.</param>
/// <param name="Observables">The state of the observables over exactly the steps that the shards have behind them.</param>
public sealed record RunState(IReadOnlyList<ShardState> Shards, byte[] Observables);
