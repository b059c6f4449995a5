using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>Where a shard is computed at the moment.</summary>
/// <param name="Slot">The slot's place in the plan.</param>
/// <param name="Name">The slot's name.</param>
/// <param name="Pool">The slot's actor.</param>
/// <param name="Thread">The slot's thread.</param>
internal sealed record Placement(int Slot, string Name, IActorRef Pool, WorkThread Thread);
