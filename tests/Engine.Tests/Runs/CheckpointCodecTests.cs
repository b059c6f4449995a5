using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Molecules;

namespace LatentSim.Engine.Tests.Runs;

public class CheckpointCodecTests
{
    private static readonly IReadOnlyList<Shard> Shards = Shard.Split(5, 3);

    private static Checkpoint Sample => new(
        [1, 2, 3],
        new RunState([new ShardState(Shards[0], 700, [1, 2, 3, 4, 5, 6], []), new ShardState(Shards[1], 0, [], [])], [9, 8]),
        [10, 20, 30, 40, long.MaxValue]);

    [Fact]
    public void ACheckpointComesBackAsItWas()
    {
        Checkpoint read = CheckpointCodec.Decode(CheckpointCodec.Encode(Sample), Shards, "file");

        Assert.Equal(Sample.Key, read.Key);
        Assert.Equal(Sample.FileLengths, read.FileLengths);
        Assert.Equal(Sample.State.Observables, read.State.Observables);
        Assert.Equal((700L, 0L), (read.State.Shards[0].NextStep, read.State.Shards[1].NextStep));
        Assert.Equal(Sample.State.Shards[0].Latents, read.State.Shards[0].Latents);
        Assert.Equal(Shards, read.State.Shards.Select(state => state.Shard));
    }

    [Fact]
    public void EveryDamagedByteIsNoticed()
    {
        byte[] good = CheckpointCodec.Encode(Sample);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = good.ToArray();
            bad[i] ^= 0x41;
            Assert.Throws<InvalidInputException>(() => CheckpointCodec.Decode(bad, Shards, "file"));
        }
    }

    [Fact]
    public void EveryTruncationIsNoticed()
    {
        byte[] good = CheckpointCodec.Encode(Sample);
        for (int length = 0; length < good.Length; length++)
            Assert.Throws<InvalidInputException>(() => CheckpointCodec.Decode(good[..length], Shards, "file"));
    }

    [Fact]
    public void ACheckpointOfOtherShardsIsRefused() =>
        Assert.Throws<InvalidInputException>(() => CheckpointCodec.Decode(CheckpointCodec.Encode(Sample), Shard.Split(5, 5), "file"));
}
