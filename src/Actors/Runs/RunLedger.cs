using System.Diagnostics;

namespace LatentSim.Actors;

/// <summary>What a run has to show: frames kept, how far each shard is, which shards were lost.</summary>
internal sealed class RunLedger
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);
    private readonly RunPlan plan;
    private readonly IProgress<RunProgress>? progress;
    private readonly RunMonitor monitor;
    private readonly long[] nextSteps;
    private readonly long[] steps;
    private readonly SortedDictionary<int, LostShard> lost = [];
    private readonly Stopwatch sinceReport = Stopwatch.StartNew();
    private readonly long totalFrames;
    private long frames;
    private int moves;

    public RunLedger(RunPlan plan, IProgress<RunProgress>? progress, RunMonitor monitor)
    {
        this.plan = plan;
        this.progress = progress;
        this.monitor = monitor;
        nextSteps = plan.Shards.Select(state => state.NextStep).ToArray();
        steps = plan.Shards.Select(state => plan.StepsOf(state.Shard)).ToArray();
        totalFrames = plan.Shards.Sum(state => plan.FramesOf(state.Shard, state.NextStep, plan.Steps));
    }

    public void Kept(TrajectoryWriterActor.Written written)
    {
        long count = plan.FramesOf(written.Shard, written.NextStep - written.Steps, written.NextStep);
        frames += count;
        nextSteps[written.Shard.Index] = written.NextStep;
        monitor.Kept(written.Shard.Index, written.NextStep, count);
        if (sinceReport.Elapsed < ReportInterval)
            return;

        sinceReport.Restart();
        Report();
    }

    public void Moved()
    {
        moves++;
        monitor.Moved();
    }

    public void Lost(int shard, Exception cause)
    {
        lost.TryAdd(shard, new LostShard(plan.Shards[shard].Shard, 0, cause));
        monitor.Lost(shard);
    }

    /// <summary>What the run did; <paramref name="room"/> is false when it was stopped while there was none.</summary>
    public RunResult Result(BlockLedger blocks, CheckpointCosts checkpoints, bool room = true)
    {
        Report();
        LostShard[] lostShards = lost.Values.Select(shard => shard with { NextStep = nextSteps[shard.Shard.Index] }).ToArray();
        return new RunResult(room ? Outcome() : RunOutcome.StoppedWithoutRoom, frames, lostShards, moves, blocks.Peak, blocks.Live, checkpoints);
    }

    private RunOutcome Outcome()
    {
        bool allThere = nextSteps.Index().All(shard => shard.Item >= steps[shard.Index] || lost.ContainsKey(shard.Index));
        if (!allThere)
            return RunOutcome.Stopped;

        return lost.Count > 0 ? RunOutcome.ShardsLost : RunOutcome.Completed;
    }

    private long SlowestStep()
    {
        long slowest = plan.Steps;
        for (int shard = 0; shard < steps.Length; shard++)
            slowest = nextSteps[shard] < steps[shard] ? Math.Min(slowest, nextSteps[shard]) : slowest;
        return slowest;
    }

    private void Report() => progress?.Report(new RunProgress(frames, totalFrames, SlowestStep()));
}
