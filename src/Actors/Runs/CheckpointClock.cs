namespace LatentSim.Actors;

/// <summary>Says when a checkpoint is due. Used by the stream alone.</summary>
internal sealed class CheckpointClock
{
    private readonly CheckpointPolicy policy;
    private readonly CheckpointCosts costs;
    private readonly TimeProvider time;
    private readonly long start;
    private long last;
    private long framesSince;

    public CheckpointClock(CheckpointPolicy policy, CheckpointCosts costs, TimeProvider time)
    {
        this.policy = policy;
        this.costs = costs;
        this.time = time;
        start = last = time.GetTimestamp();
    }

    /// <summary>A ticket if a checkpoint is due after a block of so many frames, else null.</summary>
    public CheckpointTicket? Next(long frames)
    {
        framesSince += frames;
        bool due = time.GetElapsedTime(last) >= policy.Interval || (policy.Frames > 0 && framesSince >= policy.Frames);
        if (!due || !costs.Affords(policy.MostShare, time.GetElapsedTime(start)))
            return null;

        last = time.GetTimestamp();
        framesSince = 0;
        return new CheckpointTicket();
    }
}
