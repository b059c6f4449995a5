namespace LatentSim.Actors.Tests;

/// <summary>A small run of fake stages into memory.</summary>
internal sealed class FakeRun
{
    public const ulong Seed = 20261121;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public int Walkers { get; init; } = 8;

    public int WalkersPerShard { get; init; } = 2;

    public int Steps { get; init; } = 40;

    public int BlockSteps { get; init; } = 5;

    public int Slots { get; init; } = 2;

    public int StageCount { get; init; } = 3;

    public CheckpointPolicy Checkpoints { get; init; } = new() { Interval = TimeSpan.FromHours(1), MostShare = 1 };

    public TimeSpan BlockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public FakeStages Stages { get; } = new();

    public MemoryStore Store => field ??= new MemoryStore(Walkers);

    public FrameCounter Observables { get; init; } = new([]);

    public LiveHub Live { get; init; } = new();

    public LiveObservables Growing { get; init; } = new();

    public RunControl Control { get; } = new();

    public RunMonitor Monitor { get; } = new();

    public TimeSpan SinkTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public List<string> News { get; } = [];

    public IReadOnlyList<ShardState>? Start { get; set; }

    public async Task<RunResult> Run(CancellationToken stop = default)
    {
        IReadOnlyList<ShardState> start = Start ?? Shard.Split(Walkers, WalkersPerShard).Select(ShardState.AtStart).ToArray();
        var plan = new RunPlan(Seed, Steps, BlockSteps, start, Stages.Slots(Slots, StageCount))
        {
            Checkpoints = Checkpoints,
            SinkTimeout = SinkTimeout,
            Retries = new RetryPolicy
            {
                AttemptsPerSlot = 3,
                FirstDelay = TimeSpan.FromMilliseconds(1),
                BlockTimeout = BlockTimeout,
                FirstRoomDelay = TimeSpan.FromMilliseconds(1),
                LongestRoomDelay = TimeSpan.FromMilliseconds(20),
            },
        };
        var sinks = new RunSinks(Store, Observables, Live, News: new Listener(News)) { Control = Control, Monitor = Monitor, Growing = Growing };
        return await StreamRun.Run(plan, sinks, stop).WaitAsync(Limit);
    }

    /// <summary>What was told by any thread, without the detour that <see cref="Progress{T}"/> makes.</summary>
    private sealed class Listener(List<string> heard) : IProgress<string>
    {
        public void Report(string value)
        {
            lock (heard)
                heard.Add(value);
        }
    }

    /// <summary>The run came to its end, and all walkers but those named have all their frames.</summary>
    public void AssertComplete(RunResult result, params int[] except)
    {
        Assert.Equal(except.Length == 0 ? [] : except, result.LostShards.SelectMany(lost => Enumerable.Range(lost.Shard.FirstWalker, lost.Shard.Walkers)));
        Assert.Equal(except.Length == 0 ? RunOutcome.Completed : RunOutcome.ShardsLost, result.Outcome);
        foreach (int walker in Enumerable.Range(0, Walkers).Except(except))
            Assert.Equal(FakeMath.Trajectory(Seed, walker, Steps), Store.Of(walker));
    }
}
