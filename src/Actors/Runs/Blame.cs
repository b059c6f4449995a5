namespace LatentSim.Actors;

/// <summary>What a failure says about whom.</summary>
public enum Blame
{
    /// <summary>It may be either: a slot is condemned when several shards in a row fail there.</summary>
    Either,

    /// <summary>The shard: its numbers are not finite, or a file that it reads is damaged, which another slot's thread or memory did not cause.</summary>
    Shard,

    /// <summary>The slot: it does not answer.</summary>
    Slot,
}
