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

    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan BlockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public FakeStages Stages { get; } = new();

    public MemoryStore Store => field ??= new MemoryStore(Walkers);

    public FrameCounter Observables { get; init; } = new([]);

    public LiveHub Live { get; } = new();

    public IReadOnlyList<ShardState>? Start { get; set; }

    public async Task<RunResult> Run(CancellationToken stop = default)
    {
        IReadOnlyList<ShardState> start = Start ?? Shard.Split(Walkers, WalkersPerShard).Select(ShardState.AtStart).ToArray();
        var plan = new RunPlan(Seed, Steps, BlockSteps, start, Stages.Slots(Slots, StageCount))
        {
            CheckpointInterval = CheckpointInterval,
            SinkTimeout = TimeSpan.FromSeconds(10),
            Retries = new RetryPolicy { AttemptsPerSlot = 3, FirstDelay = TimeSpan.FromMilliseconds(1), BlockTimeout = BlockTimeout },
        };
        return await StreamRun.Run(plan, new RunSinks(Store, Observables, Live), stop).WaitAsync(Limit);
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
