using LatentSim.Engine.Live.Operations;

namespace LatentSim.Engine.Live.Streams;

/// <summary>Sends what does not come with frames: status, estimates and lines of the log, as far as some subscription of the client wants them.</summary>
internal sealed class StreamNews(LiveBoard board, StreamOutput output, Func<StreamFields> wanted)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StatusPace = TimeSpan.FromMilliseconds(990);
    private static readonly TimeSpan EstimatesPace = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly Turn status = new();
    private readonly Turn estimates = new();
    private byte[]? sentEstimates;
    private long nextLine;

    /// <summary>Looks at what is wanted now, at once.</summary>
    public void Changed()
    {
        lock (changed)
        {
            if (changed.CurrentCount == 0)
                changed.Release();
        }
    }

    /// <summary>Sends until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Send(isLast: false, cancellation).ConfigureAwait(false);
                await changed.WaitAsync(Pace, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The session ends.
        }
    }

    /// <summary>Sends what is new once.</summary>
    /// <param name="isLast">Whether it is the last time, so that nothing waits for its turn.</param>
    /// <param name="cancellation">Ends the wait for messages that are being sent.</param>
    public async Task Send(bool isLast, CancellationToken cancellation)
    {
        StreamFields fields = wanted();
        if (fields.HasFlag(StreamFields.Log))
            await SendLog(cancellation).ConfigureAwait(false);
        if (fields.HasFlag(StreamFields.Status) && status.Comes(StatusPace, isLast))
            await output.Send(StreamMessages.Status(board.State(isFresh: isLast), board.Clients), cancellation).ConfigureAwait(false);
        if (fields.HasFlag(StreamFields.Observables) && estimates.Comes(EstimatesPace, isLast))
            await SendEstimates(cancellation).ConfigureAwait(false);
    }

    private async Task SendLog(CancellationToken cancellation)
    {
        (IReadOnlyList<LogLine> lines, long next) = board.Run.Log.Since(nextLine);
        nextLine = next;
        if (lines.Count > 0)
            await output.Send(StreamMessages.Log(lines), cancellation).ConfigureAwait(false);
    }

    private async Task SendEstimates(CancellationToken cancellation)
    {
        byte[]? message = board.Observables();
        if (message is null || ReferenceEquals(message, sentEstimates))
        {
            estimates.Forget();
            return;
        }

        sentEstimates = message;
        await output.Send(message, cancellation).ConfigureAwait(false);
    }

    private sealed class Turn
    {
        private long last;

        public bool Comes(TimeSpan pace, bool isLast)
        {
            if (!isLast && last != 0 && TimeProvider.System.GetElapsedTime(last) < pace)
                return false;
            last = TimeProvider.System.GetTimestamp();
            return true;
        }

        public void Forget() => last = 0;
    }
}
