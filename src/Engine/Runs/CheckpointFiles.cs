using LatentSim.Actors;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The newest checkpoint of a run and the one before it, to fall back on.</summary>
internal sealed class CheckpointFiles(RunDirectory directory, IReadOnlyList<Shard> shards)
{
    /// <summary>Makes a checkpoint, encoded, the newest. At every instant one of the two files is whole.</summary>
    public void Write(byte[] checkpoint) => DurableFile.Replace(directory.CheckpointFile, checkpoint, directory.PreviousCheckpointFile);

    /// <summary>What is to be said of the checkpoint that was read; null when nothing is.</summary>
    public string? Remark { get; private set; }

    /// <summary>The newest checkpoint that is whole; null when the run was ended before its first. A damaged one that is newer is deleted.</summary>
    /// <exception cref="InvalidInputException">There are checkpoints, but none is whole.</exception>
    public Checkpoint? Read()
    {
        bool newest = TryRead(directory.CheckpointFile, out Checkpoint? checkpoint, out InvalidInputException? damage);
        if (newest || (damage is null && !File.Exists(directory.PreviousCheckpointFile)))
            return checkpoint;
        if (!TryRead(directory.PreviousCheckpointFile, out checkpoint, out InvalidInputException? older))
            throw damage ?? older!;

        if (damage is not null)
            Remark = $"{damage.Message}; the run goes on from the checkpoint before it";
        File.Delete(directory.CheckpointFile);
        return checkpoint;
    }

    private bool TryRead(string path, out Checkpoint? checkpoint, out InvalidInputException? damage)
    {
        (checkpoint, damage) = (null, null);
        if (!File.Exists(path))
            return false;

        try
        {
            checkpoint = CheckpointCodec.Decode(File.ReadAllBytes(path), shards, path);
            return true;
        }
        catch (InvalidInputException exception)
        {
            damage = exception;
            return false;
        }
    }
}
