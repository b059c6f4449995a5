namespace LatentSim.Engine.Live.Imd;

/// <summary>What a client has asked for so far: set by what receives, obeyed by what sends.</summary>
/// <param name="defaultRate">The transmission rate of a client that asks for none.</param>
/// <param name="clock">The clock.</param>
internal sealed class ImdClientState(int defaultRate, TimeProvider clock)
{
    private readonly Lock changing = new();
    private TaskCompletionSource running = Running();
    private volatile bool isPaused;
    private volatile int rate;

    /// <summary>Whether frames are not to be sent.</summary>
    public bool IsPaused => isPaused;

    /// <summary>When the last pause ended; the beginning of time before.</summary>
    public DateTimeOffset Resumed { get; private set; }

    /// <summary>Steps from one frame to the next.</summary>
    public int Rate => rate == 0 ? defaultRate : rate;

    /// <summary>Whether the run is to be held when the client has gone.</summary>
    public bool HoldsAfter { get; set; }

    /// <summary>Pauses or ends a pause; idempotent.</summary>
    public void Pause(bool value)
    {
        lock (changing)
        {
            if (isPaused == value)
                return;
            if (value)
                running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            else
                Resumed = clock.GetUtcNow();
            isPaused = value;
            if (!value)
                running.TrySetResult();
        }
    }

    /// <summary>Changes the transmission rate; a number below 1 brings the default back.</summary>
    public void SetRate(int value) => rate = Math.Max(0, value);

    /// <summary>Ends when there is no pause.</summary>
    public Task WhenRunning()
    {
        lock (changing)
            return running.Task;
    }

    private static TaskCompletionSource Running()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
