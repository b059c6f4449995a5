namespace LatentSim.Actors.Tests;

/// <summary>Keeps everything in memory.</summary>
internal sealed class MemoryStore(int walkers) : IRunStore
{
    private readonly List<float>[] frames = Enumerable.Range(0, walkers).Select(_ => new List<float>()).ToArray();

    /// <summary>Called before a block is kept.</summary>
    public Action<ShardBlock> OnAppend { get; set; } = _ => { };

    /// <summary>Called before a checkpoint is kept.</summary>
    public Action OnCheckpoint { get; set; } = () => { };

    public List<(RunState State, int[] Counted)> Checkpoints { get; } = [];

    public int Blocks { get; private set; }

    /// <summary>The numbers kept of a walker: atoms, or latents where there are no frames.</summary>
    public float[] Of(int walker) => frames[walker].ToArray();

    /// <summary>Cuts a walker back to its first numbers, as a resumed run does with a file.</summary>
    public void Truncate(int walker, int count) => frames[walker].RemoveRange(count, frames[walker].Count - count);

    public void Append(ShardBlock block)
    {
        OnAppend(block);
        Blocks++;
        for (int walker = 0; walker < block.Shard.Walkers; walker++)
        {
            for (int step = 0; step < block.Steps; step++)
            {
                Span<float> row = block.Frames is { } atoms ? atoms.Step(step) : block.Latents.Step(step);
                int size = row.Length / block.Shard.Walkers;
                frames[block.Shard.FirstWalker + walker].AddRange(row.Slice(walker * size, size));
            }
        }
    }

    public void Checkpoint(RunState state)
    {
        OnCheckpoint();
        Checkpoints.Add((state, frames.Select(list => list.Count).ToArray()));
    }
}
