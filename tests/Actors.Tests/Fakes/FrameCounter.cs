namespace LatentSim.Actors.Tests;

/// <summary>Statistics that only count frames.</summary>
internal sealed class FrameCounter(byte[] state) : IRunObservables
{
    private long frames = Read(state);

    public Action<ShardBlock> OnAdd { get; set; } = _ => { };

    public static long Read(byte[] state) => state.Length == 0 ? 0 : BitConverter.ToInt64(state);

    public void Add(ShardBlock block)
    {
        OnAdd(block);
        frames += (long)block.Steps * block.Shard.Walkers;
    }

    public byte[] Save() => BitConverter.GetBytes(frames);
}
