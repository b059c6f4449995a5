namespace LatentSim.Actors;

/// <summary>How a run is, for those who ask while it goes on. Safe for any number of threads; the run tells it a few numbers a block, nothing a step.</summary>
public sealed class RunMonitor
{
    private readonly Lock changing = new();
    private readonly SortedSet<int> lost = [];
    private RunPlan? plan;
    private SlotHealth[] slots = [];
    private int[] slotOfShard = [];
    private long[] nextSteps = [];
    private long[] lastSteps = [];
    private BlockLedger? blocks;
    private CheckpointCosts? checkpoints;
    private LiveHub? live;
    private long frames;
    private long totalFrames;
    private int moves;
    private RunOutcome? outcome;
    private string? failure;

    /// <summary>How it is now.</summary>
    public RunStatus Status()
    {
        lock (changing)
        {
            return new RunStatus
            {
                Slots = [.. slots.Select((slot, index) => slot.Status(slotOfShard.Count(of => of == index)))],
                Frames = frames,
                TotalFrames = totalFrames,
                SlowestStep = SlowestStep(),
                Moves = moves,
                LostShards = lost.Count,
                Blocks = blocks?.Live ?? 0,
                Checkpoints = checkpoints?.Count ?? 0,
                LastCheckpoint = checkpoints?.LastMade,
                Outcome = outcome,
                Failure = failure,
                DroppedFrames = live?.Dropped ?? 0,
                Watchers = live?.Watchers ?? 0,
            };
        }
    }

    /// <summary>A run begins.</summary>
    internal void Begin(RunPlan run, BlockLedger ledger, CheckpointCosts costs, LiveHub hub)
    {
        lock (changing)
        {
            (plan, blocks, checkpoints, live) = (run, ledger, costs, hub);
            slots = [.. run.Slots.Select(slot => new SlotHealth(slot.Name))];
            slotOfShard = new int[run.Shards.Count];
            nextSteps = [.. run.Shards.Select(state => state.NextStep)];
            lastSteps = [.. run.Shards.Select(state => run.StepsOf(state.Shard))];
            totalFrames = run.Shards.Sum(state => run.FramesOf(state.Shard, state.NextStep, run.Steps));
        }
    }

    /// <summary>A block is kept.</summary>
    internal void Kept(int shard, long nextStep, long count)
    {
        lock (changing)
        {
            frames += count;
            nextSteps[shard] = nextStep;
            slots[slotOfShard[shard]].Frames += count;
        }
    }

    /// <summary>A stage has failed on a slot.</summary>
    internal void Failed(int slot, Exception cause)
    {
        lock (changing)
            slots[slot].Failed(cause);
    }

    /// <summary>Says where the shards are, and which slots were given up.</summary>
    internal void Placed(Placements placements)
    {
        lock (changing)
        {
            for (int shard = 0; shard < slotOfShard.Length; shard++)
                slotOfShard[shard] = placements.SlotOf(shard);
            for (int slot = 0; slot < slots.Length; slot++)
                slots[slot].IsGivenUp = placements.IsCondemned(slot);
        }
    }

    /// <summary>A shard went to another slot.</summary>
    internal void Moved()
    {
        lock (changing)
            moves++;
    }

    /// <summary>A shard was given up.</summary>
    internal void Lost(int shard)
    {
        lock (changing)
            lost.Add(shard);
    }

    /// <summary>The run has ended; those who watch are told after this.</summary>
    internal void Ended(RunOutcome how)
    {
        lock (changing)
            outcome = how;
    }

    /// <summary>The run has failed; those who watch are told after this.</summary>
    internal void Ended(Exception cause)
    {
        lock (changing)
            failure = cause.Message.ReplaceLineEndings(" ");
    }

    private long SlowestStep()
    {
        long slowest = plan?.Steps ?? 0;
        for (int shard = 0; shard < nextSteps.Length; shard++)
            slowest = nextSteps[shard] < lastSteps[shard] ? Math.Min(slowest, nextSteps[shard]) : slowest;
        return slowest;
    }

    private sealed class SlotHealth(string name)
    {
        private long failures;
        private string? lastFailure;

        public long Frames { get; set; }

        public bool IsGivenUp { get; set; }

        public void Failed(Exception cause)
        {
            failures++;
            lastFailure = cause.Message.ReplaceLineEndings(" ");
        }

        public SlotStatus Status(int shards) => new(name, State(shards), shards, Frames, failures, lastFailure);

        private SlotState State(int shards) => IsGivenUp ? SlotState.GivenUp : shards > 0 ? SlotState.Working : SlotState.Idle;
    }
}
