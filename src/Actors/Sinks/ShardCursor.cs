namespace LatentSim.Actors;

/// <summary>The state of a shard after the last block that the writer took; its buffers are used again from block to block.</summary>
internal sealed class ShardCursor
{
    private readonly Shard shard;
    private long nextStep;
    private float[] latents;
    private float[] atoms;

    public ShardCursor(ShardState start)
    {
        shard = start.Shard;
        nextStep = start.NextStep;
        latents = start.Latents.ToArray();
        atoms = start.Atoms.ToArray();
    }

    public void Advance(ShardBlock block)
    {
        if (block.FirstStep != nextStep)
            throw new InvalidOperationException($"{shard} came with step {block.FirstStep} where step {nextStep} was due.");

        nextStep = block.NextStep;
        Keep(block.Latents.Step(block.Steps - 1), ref latents);
        if (block is { Atomistic: true, Frames: { } frames })
            Keep(frames.Step(block.Steps - 1), ref atoms);
    }

    public ShardState State() => new(shard, nextStep, latents.ToArray(), atoms.ToArray());

    private static void Keep(ReadOnlySpan<float> values, ref float[] buffer)
    {
        if (buffer.Length != values.Length)
            buffer = new float[values.Length];
        values.CopyTo(buffer);
    }
}
