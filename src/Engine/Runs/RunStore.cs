using System.Text;
using LatentSim.Actors;

namespace LatentSim.Engine.Runs;

/// <summary>A run directory as the place that a run's blocks go to: frames first, and then the checkpoint that counts them.</summary>
internal sealed class RunStore : IRunStore, IDisposable
{
    private readonly RunDirectory directory;
    private readonly byte[] key;
    private readonly IFrameEncoder encoder;
    private readonly WalkerFiles files;
    private readonly EnergyFrameEncoder? energyEncoder;
    private readonly WalkerFiles? energyFiles;
    private readonly CheckpointFiles checkpoints;
    private readonly Func<byte[], string> report;

    // Of the block that is being kept: the walkers whose frames, and whose energies, are. A disk that was full goes on from here.
    private int framesKept;
    private int energiesKept;
    private long needed;

    /// <summary>Goes on from a checkpoint.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="start">The checkpoint.</param>
    /// <param name="encoder">Makes the bytes of frames; disposed with the store.</param>
    /// <param name="report">The text of observables.json from the state of the observables.</param>
    /// <param name="energyEncoder">Makes the bytes of frames' energies; null to keep none. Disposed with the store.</param>
    public RunStore(RunDirectory directory, Checkpoint start, IFrameEncoder encoder, Func<byte[], string> report, EnergyFrameEncoder? energyEncoder = null)
    {
        this.directory = directory;
        this.encoder = encoder;
        this.report = report;
        key = start.Key;
        files = new WalkerFiles(directory, encoder.Extension, start.FileLengths);
        this.energyEncoder = energyEncoder;
        if (energyEncoder is not null)
            energyFiles = new WalkerFiles(directory, energyEncoder.Extension, EnergyFrameEncoder.LengthsOf(start.State.Shards, start.FileLengths.Length));
        checkpoints = new CheckpointFiles(directory, start.State.Shards.Select(state => state.Shard).ToArray());
    }

    /// <summary>The bytes that the walkers' files hold, those that are collected among them. For any thread.</summary>
    public long Bytes => files.Bytes + (energyFiles?.Bytes ?? 0);

    /// <summary>Cuts the files to what the checkpoint counts; what they begin with may say more frames than before.</summary>
    public void Truncate()
    {
        files.Truncate();
        files.Begin(encoder.Header);
        energyFiles?.Truncate();
        energyFiles?.Begin(energyEncoder!.Header);
    }

    /// <inheritdoc/>
    /// <exception cref="RunFailedException">The disk does not take the frames.</exception>
    public void Append(ShardBlock block) => OrSayWhy("frames", () =>
    {
        for (; framesKept < block.Shard.Walkers; framesKept++)
        {
            ReadOnlySpan<byte> bytes = encoder.Encode(block, framesKept);
            needed = (long)bytes.Length * (block.Shard.Walkers - framesKept);
            files.Append(block.Shard.FirstWalker + framesKept, encoder.Header, bytes);
        }

        for (; energyFiles is not null && energiesKept < block.Shard.Walkers; energiesKept++)
        {
            ReadOnlySpan<byte> bytes = energyEncoder!.Encode(block, energiesKept);
            needed = (long)bytes.Length * (block.Shard.Walkers - energiesKept);
            energyFiles.Append(block.Shard.FirstWalker + energiesKept, energyEncoder.Header, bytes);
        }

        (framesKept, energiesKept) = (0, 0);
    });

    /// <inheritdoc/>
    /// <exception cref="RunFailedException">The disk does not take it.</exception>
    public void Checkpoint(RunState state)
    {
        OrSayWhy("frames", Flush);
        OrSayHowToGoOn("frames", Sync);
        OrSayWhy("a checkpoint", () =>
        {
            byte[] checkpoint = CheckpointCodec.Encode(new Checkpoint(key, state, files.Lengths));
            needed = checkpoint.Length;
            checkpoints.Write(checkpoint);
            byte[] observables = Encoding.UTF8.GetBytes(report(state.Observables));
            needed = observables.Length;
            DurableFile.Replace(directory.ObservablesFile, observables);
        });
    }

    public void Dispose()
    {
        files.Dispose();
        encoder.Dispose();
        energyFiles?.Dispose();
        energyEncoder?.Dispose();
    }

    private void Flush()
    {
        files.Flush();
        energyFiles?.Flush();
    }

    private void Sync()
    {
        files.Sync();
        energyFiles?.Sync();
    }

    private void OrSayWhy(string what, Action action) => OrSayHowToGoOn(what, () =>
    {
        try
        {
            action();
        }
        catch (IOException exception) when (DiskRoom.IsMissing(exception))
        {
            throw new NoRoomException(DiskRoom.Describe(what, directory.Root, needed), exception);
        }
    });

    // Also a full disk that shows only when bytes are made durable, as on some network file systems: what it lost cannot be written again from here.
    private void OrSayHowToGoOn(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunFailedException(
                $"Cannot write {what} to {directory.Root}: {exception.Message.ReplaceLineEndings(" ")} The run is whole up to its last checkpoint: put the disk right, then go on with 'latentsim resume {directory.Root}'.",
                exception);
        }
    }
}
