using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>A checkpoint's state as blocks of one step, so that a stage starts from a checkpoint as it does from the block before.</summary>
internal static class StateBlocks
{
    public static Lease<LatentBlock> Latents(ShardState state, BlockLedger ledger)
    {
        int dimension = RowSize(state, state.Latents, "latents");
        LatentBlock block = LatentBlock.Rent(state.NextStep - 1, 1, state.Shard.FirstWalker, state.Shard.Walkers, dimension);
        state.Latents.CopyTo(block.Values);
        return Lease<LatentBlock>.Own(block, ledger);
    }

    public static Lease<FrameBlock> Atoms(ShardState state, BlockLedger ledger)
    {
        int size = RowSize(state, state.Atoms, "atoms");
        if (size % 3 != 0)
            throw new ArgumentException($"The state of {state.Shard} holds {size} coordinates a walker, expected a multiple of 3.");

        FrameBlock block = FrameBlock.Rent(state.NextStep - 1, 1, state.Shard.FirstWalker, state.Shard.Walkers, size / 3);
        state.Atoms.CopyTo(block.Values);
        return Lease<FrameBlock>.Own(block, ledger);
    }

    private static int RowSize(ShardState state, float[] values, string what)
    {
        int walkers = state.Shard.Walkers;
        if (values.Length == 0 || values.Length % walkers != 0)
            throw new ArgumentException($"The state of {state.Shard} at step {state.NextStep} holds {values.Length} numbers for the {what} of {walkers} walkers.");

        return values.Length / walkers;
    }
}
