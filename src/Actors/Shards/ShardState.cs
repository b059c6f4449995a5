namespace LatentSim.Actors;

/// <summary>All that a shard needs to go on from a step. The arrays are not changed once they are in here.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="NextStep">The first step that is still to be computed.</param>
/// <param name="Latents">[walker, dim]: the latents at NextStep - 1; empty when NextStep is 0.</param>
/// <param name="Atoms">[walker, atom, 3] in nm: the backmapper's atoms at NextStep - 1; empty without a backmapper or when NextStep is 0.</param>
public sealed record ShardState(Shard Shard, long NextStep, float[] Latents, float[] Atoms)
{
    /// <summary>The state of a shard before its first step.</summary>
    public static ShardState AtStart(Shard shard) => new(shard, 0, [], []);
}
