using LatentSim.Actors;

namespace LatentSim.Engine.Runs;

/// <summary>What a run directory's files hold that is durable, and the state that goes on from exactly there.</summary>
/// <param name="Key">The digest of the settings that it belongs to.</param>
/// <param name="State">The state of the shards and of the observables.</param>
/// <param name="FileLengths">For each walker: the bytes of its trajectory that count.</param>
internal sealed record Checkpoint(byte[] Key, RunState State, long[] FileLengths);
