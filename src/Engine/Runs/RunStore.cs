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
    public void Append(ShardBlock block) => OrSayHowToGoOn("frames", () =>
    {
        for (int walker = 0; walker < block.Shard.Walkers; walker++)
        {
            files.Append(block.Shard.FirstWalker + walker, encoder.Header, encoder.Encode(block, walker));
            energyFiles?.Append(block.Shard.FirstWalker + walker, energyEncoder!.Header, energyEncoder.Encode(block, walker));
        }
    });

    /// <inheritdoc/>
    /// <exception cref="RunFailedException">The disk does not take it.</exception>
    public void Checkpoint(RunState state) => OrSayHowToGoOn("a checkpoint", () =>
    {
        files.Sync();
        energyFiles?.Sync();
        checkpoints.Write(new Checkpoint(key, state, files.Lengths));
        DurableFile.Replace(directory.ObservablesFile, Encoding.UTF8.GetBytes(report(state.Observables)));
    });

    public void Dispose()
    {
        files.Dispose();
        encoder.Dispose();
        energyFiles?.Dispose();
        energyEncoder?.Dispose();
    }

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
