using LatentSim.Actors;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>A pipeline in a run directory, from its last checkpoint to its end.</summary>
internal sealed class DurableRun(RunDirectory directory, RunSettings settings, RunPipeline pipeline)
{
    private readonly IReadOnlyList<Shard> shards = Shard.Split(settings.Walkers, settings.WalkersPerShard);

    private Checkpoint? found;
    private volatile RunStore? written;

    /// <summary>What is to be said of the checkpoint that the run goes on from; null when nothing is.</summary>
    public string? Remark { get; private set; }

    /// <summary>The bytes of frames that all files hold; 0 before the run has begun.</summary>
    public long Bytes => written?.Bytes ?? 0;

    /// <summary>How failures are answered.</summary>
    public RetryPolicy Retries { get; init; } = new();

    /// <summary>Wraps the store; tests break it on purpose.</summary>
    public Func<IRunStore, IRunStore> Through { get; init; } = store => store;

    /// <summary>Runs until all frames are there, or <paramref name="stop"/> is cancelled; either way all that was computed is then durable.</summary>
    /// <exception cref="InvalidInputException">The directory is not what its checkpoint says.</exception>
    /// <exception cref="RunFailedException">The disk does not take the frames.</exception>
    public async Task<RunResult> Run(RunWatch watch, CancellationToken stop)
    {
        Checkpoint start = Interlocked.Exchange(ref found, null) ?? ReadStart();
        using var store = new RunStore(
            directory, start, pipeline.CreateEncoder(settings.Frames), pipeline.Statistics.Report, pipeline.CreateEnergyEncoder?.Invoke(settings.Frames));
        store.Truncate();
        written = store;

        var sinks = new RunSinks(Through(store), pipeline.Statistics.Resume(start.State.Observables), watch.Live, watch.Progress, watch.News)
        {
            Control = watch.Control,
            Monitor = watch.Monitor,
            Growing = watch.Growing,
        };
        return await StreamRun.Run(Plan(start.State.Shards), sinks, stop);
    }

    /// <summary>Reads the checkpoint that the run goes on from, and keeps it until it is run.</summary>
    /// <exception cref="InvalidInputException">No checkpoint is whole, or it is of other settings.</exception>
    public void FindStart() => found = ReadStart();

    private Checkpoint ReadStart()
    {
        byte[] key = settings.Key();
        var files = new CheckpointFiles(directory, shards);
        Checkpoint? last = files.Read();
        Remark = files.Remark;
        if (last is null)
            return new Checkpoint(key, new RunState(shards.Select(ShardState.AtStart).ToArray(), []), new long[settings.Walkers]);
        if (!last.Key.AsSpan().SequenceEqual(key))
        {
            throw new InvalidInputException(
                directory.SettingsFile, "", "does not belong to the checkpoint: seed, walkers, walkers-per-shard, stages, model or energy were changed since");
        }

        if (last.State.Shards.Max(shard => shard.NextStep) is var reached && reached > settings.Frames)
            throw new InvalidInputException(directory.SettingsFile, "frames", $"is {settings.Frames}; the run has {reached} frames of a walker already");

        return last;
    }

    private RunPlan Plan(IReadOnlyList<ShardState> start)
    {
        DeviceSlot[] slots = settings.Devices.Select(name => new DeviceSlot(name, pipeline.StagesOn(name))).ToArray();
        int steps = Math.Clamp(pipeline.MostFramesPerBlock / settings.WalkersPerShard, 1, settings.BlockSteps);
        return new RunPlan(settings.Seed, settings.Frames, steps, start, slots)
        {
            Retries = Retries,
            WalkerSteps = settings.Coarse is null ? [] : [.. Enumerable.Range(0, settings.Walkers).Select(settings.FramesOf)],
            Checkpoints = new CheckpointPolicy
            {
                Interval = TimeSpan.FromSeconds(settings.CheckpointSeconds),
                Frames = settings.CheckpointFrames,
                MostShare = settings.CheckpointShare,
            },
        };
    }
}
