namespace LatentSim.Actors;

/// <summary>Says when a checkpoint is due. Used by the stream alone.</summary>
internal sealed class CheckpointClock(TimeSpan interval)
{
    private long last = TimeProvider.System.GetTimestamp();

    /// <summary>A ticket if a checkpoint is due, else null.</summary>
    public CheckpointTicket? Next()
    {
        if (TimeProvider.System.GetElapsedTime(last) < interval)
            return null;

        last = TimeProvider.System.GetTimestamp();
        return new CheckpointTicket();
    }
}
