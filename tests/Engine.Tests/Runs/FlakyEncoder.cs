using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Models.Stages;

namespace LatentSim.Engine.Tests.Runs;

/// <summary>Encodes a walker's block as the walker's number, after failing once for each walker; files begin with 255.</summary>
internal sealed class FlakyEncoder(IOException failure) : IFrameEncoder
{
    private readonly HashSet<int> failed = [];
    private readonly byte[] bytes = new byte[1];

    public string Extension => ".bytes";

    public ReadOnlySpan<byte> Header => new byte[] { 255 };

    public static ShardBlock Block(int walkers) =>
        new(new Shard(0, 0, walkers), Lease<LatentBlock>.Own(LatentBlock.Rent(0, 1, 0, walkers, 1), new BlockLedger()), null, atomistic: false);

    public ReadOnlySpan<byte> Encode(ShardBlock block, int walker)
    {
        if (failed.Add(walker))
            throw failure;
        bytes[0] = (byte)walker;
        return bytes;
    }

    public void Dispose()
    {
    }
}
