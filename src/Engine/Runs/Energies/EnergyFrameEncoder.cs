using System.Runtime.InteropServices;
using LatentSim.Actors;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The potential energies of a walker's frames, kJ/mol: NumPy's .npy, float32 [frame].</summary>
/// <param name="frames">The frames that a file will have in the end, which its header tells.</param>
internal sealed class EnergyFrameEncoder(long frames) : IFrameEncoder
{
    private readonly byte[] header = NpyFile.VectorHeader(frames);
    private float[] row = [];

    public string Extension => ".energy.npy";

    public ReadOnlySpan<byte> Header => header;

    /// <summary>The bytes of the files of walkers that have the frames before a shard's next step. Their number is in every checkpoint, so that lengths need not be.</summary>
    public static long[] LengthsOf(IReadOnlyList<ShardState> shards, int walkers)
    {
        long[] lengths = new long[walkers];
        foreach (ShardState state in shards)
            lengths.AsSpan(state.Shard.FirstWalker, state.Shard.Walkers).Fill(state.NextStep == 0 ? 0 : NpyFile.HeaderSize + (sizeof(float) * state.NextStep));
        return lengths;
    }

    public ReadOnlySpan<byte> Encode(ShardBlock block, int walker)
    {
        if (row.Length < block.Steps)
            row = new float[block.Steps];
        ReadOnlySpan<double> energies = block.Frames is { } atoms ? atoms.Energies : [];
        for (int step = 0; step < block.Steps; step++)
            row[step] = (float)energies[(step * block.Shard.Walkers) + walker];
        return MemoryMarshal.AsBytes(row.AsSpan(0, block.Steps));
    }

    public void Dispose()
    {
    }
}
