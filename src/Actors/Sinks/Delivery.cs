namespace LatentSim.Actors;

/// <summary>A block on its way to its consumers, each with a claim of its own.</summary>
/// <param name="ForWriter">The writer's claim.</param>
/// <param name="ForObservables">The observables' claim.</param>
/// <param name="ForLive">The live hub's claim; null while nobody watches.</param>
/// <param name="ForAll">The claim of those who asked for every frame; null while there are none.</param>
/// <param name="Ticket">Asks for a checkpoint after this block; else null.</param>
internal sealed record Delivery(ShardBlock ForWriter, ShardBlock ForObservables, ShardBlock? ForLive, ShardBlock? ForAll, CheckpointTicket? Ticket)
{
    public static Delivery Of(ShardBlock block, bool isWatched, bool isAskedForAll, CheckpointTicket? ticket) =>
        new(block, block.Share(), isWatched ? block.Share() : null, isAskedForAll ? block.Share() : null, ticket);
}
