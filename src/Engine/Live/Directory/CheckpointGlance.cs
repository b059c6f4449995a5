using LatentSim.Actors;
using LatentSim.Engine.Runs;
using MessagePack;

namespace LatentSim.Engine.Live;

/// <summary>How far the shards of a run were at its last checkpoint.</summary>
/// <param name="NextSteps">For each shard, the first step that it lacks.</param>
internal sealed record CheckpointGlance(long[] NextSteps)
{
    private const long LargestFile = 1L << 29;
    private const int EnvelopeParts = 4;
    private const int BodyParts = 4;
    private const int ShardParts = 5;

    /// <summary>Reads it; null where there is none, or none that can be read: the run itself says what is wrong with it.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="shards">The run's shards.</param>
    public static CheckpointGlance? At(RunDirectory directory, IReadOnlyList<Shard> shards)
    {
        try
        {
            var file = new FileInfo(directory.CheckpointFile);
            return file.Exists && file.Length <= LargestFile ? Read(File.ReadAllBytes(file.FullName), shards) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or MessagePackSerializationException or OverflowException or InvalidOperationException)
        {
            return null;
        }
    }

    // The states of the shards are passed over: nothing is allocated for them.
    private static CheckpointGlance? Read(byte[] bytes, IReadOnlyList<Shard> shards)
    {
        var envelope = new MessagePackReader(bytes);
        if (envelope.ReadArrayHeader() != EnvelopeParts)
            return null;
        _ = envelope.ReadString();
        _ = envelope.ReadInt32();
        _ = envelope.ReadBytes();
        if (envelope.ReadBytes() is not { } body)
            return null;

        var reader = new MessagePackReader(body);
        if (reader.ReadArrayHeader() != BodyParts)
            return null;
        _ = reader.ReadBytes();
        if (reader.ReadArrayHeader() != shards.Count)
            return null;
        long[] steps = new long[shards.Count];
        for (int i = 0; i < steps.Length; i++)
        {
            if (reader.ReadArrayHeader() != ShardParts)
                return null;
            _ = reader.ReadInt32();
            _ = reader.ReadInt32();
            steps[i] = Math.Max(0, reader.ReadInt64());
            _ = reader.ReadBytes();
            _ = reader.ReadBytes();
        }

        return new CheckpointGlance(steps);
    }
}
