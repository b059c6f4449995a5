namespace LatentSim.Engine.Live.Streams;

/// <summary>How many frames a client can still take. Safe for any number of threads; one waits at a time.</summary>
internal sealed class StreamCredits(long first)
{
    private readonly Lock changing = new();
    private long left = first;
    private TaskCompletionSource? given;

    /// <summary>Gives more.</summary>
    public void Add(long credits)
    {
        TaskCompletionSource? waiting;
        lock (changing)
        {
            left = Math.Min(left + credits, StreamLimits.Credits);
            if (left == 0)
                return;
            waiting = given;
            given = null;
        }

        waiting?.TrySetResult();
    }

    /// <summary>Uses as many as there are, at most <paramref name="wanted"/>.</summary>
    public int Take(int wanted)
    {
        lock (changing)
        {
            int taken = (int)Math.Min(left, wanted);
            left -= taken;
            return taken;
        }
    }

    /// <summary>Waits until there are some.</summary>
    public Task Wait(CancellationToken cancellation)
    {
        lock (changing)
        {
            if (left > 0)
                return Task.CompletedTask;
            given ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return given.Task.WaitAsync(cancellation);
        }
    }
}
