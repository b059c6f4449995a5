namespace LatentSim.Actors;

/// <summary>A block on its way to the three consumers, each with a claim of its own.</summary>
/// <param name="ForWriter">The writer's claim.</param>
/// <param name="ForObservables">The observables' claim.</param>
/// <param name="ForLive">The live hub's claim.</param>
/// <param name="Ticket">Asks for a checkpoint after this block; else null.</param>
internal sealed record Delivery(ShardBlock ForWriter, ShardBlock ForObservables, ShardBlock ForLive, CheckpointTicket? Ticket)
{
    public static Delivery Of(ShardBlock block, CheckpointTicket? ticket) => new(block, block.Share(), block.Share(), ticket);
}
