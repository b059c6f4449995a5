using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using LatentSim.Actors;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>
/// One watcher's view of the files of a run: it reads when asked, so that nothing waits in memory, and looks for more at most four times a second where it has
/// come to the end. From a step on, and with <see cref="LiveDelivery.All"/>, every frame comes; else the newest.
/// </summary>
internal sealed class FileSubscription : ILiveSubscription
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly FrameFiles source;
    private readonly FileReading reading;
    private readonly int[] walkers;
    private readonly long[] next;
    private readonly bool isInOrder;
    private readonly Lock reader = new();
    private long stride;
    private long dropped;
    private int place;
    private bool foundInRound;
    private bool wasGoingOn = true;
    private long roundStart = Stopwatch.GetTimestamp();
    private long nextRound;
    private bool ended;

    /// <summary>Starts to watch.</summary>
    public FileSubscription(FrameFiles source, LiveRequest request)
    {
        this.source = source;
        stride = request.Stride;
        walkers = request.Walkers.Count > 0 ? [.. request.Walkers] : [.. Enumerable.Range(0, source.Walkers)];
        next = new long[walkers.Length];
        isInOrder = request.From is not null || request.Delivery == LiveDelivery.All;
        bool isFromNow = isInOrder && request.From is null && source.Phase is LivePhase.Running or LivePhase.Starting;
        Array.Fill(next, isFromNow ? -1 : request.From ?? 0);
        reading = new FileReading(source, request);
    }

    /// <inheritdoc/>
    public long Stride
    {
        get => Interlocked.Read(ref stride);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Interlocked.Exchange(ref stride, value);
        }
    }

    /// <inheritdoc/>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <inheritdoc/>
    public async ValueTask<LiveFrames?> Next(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryNext(out LiveFrames? frames))
                return frames;
            TimeSpan wait;
            lock (reader)
            {
                if (ended)
                    return null;
                wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), nextRound);
            }

            if (wait > TimeSpan.Zero)
                await Task.Delay(wait < Pause ? wait + TimeSpan.FromMilliseconds(1) : Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out LiveFrames? frames)
    {
        lock (reader)
        {
            frames = null;
            if (ended || Stopwatch.GetTimestamp() < nextRound)
                return false;
            try
            {
                frames = Look();
            }
            catch (Exception exception) when (exception is InvalidInputException or IOException or UnauthorizedAccessException)
            {
                source.Log.Warning("news", $"a watcher's frames end here: {exception.Message}");
                End();
            }

            return frames is not null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (reader)
            End();
    }

    // In rounds through the walkers, a batch of each; at the end of a round without frames, and of any round of newest frames, is a pause.
    private LiveFrames? Look()
    {
        while (true)
        {
            if (place == 0)
                BeginRound();
            LiveFrames? found = isInOrder ? Following(place) : Newest(place);
            foundInRound |= found is not null;
            if (++place == walkers.Length && !EndRound())
                return found;
            if (found is not null)
                return found;
        }
    }

    private void BeginRound()
    {
        roundStart = Stopwatch.GetTimestamp();
        foundInRound = false;
        LivePhase phase = source.Phase;
        wasGoingOn = phase is LivePhase.Running or LivePhase.Starting || (!isInOrder && phase == LivePhase.Stopped);
    }

    // False where there is to be a pause, or nothing more.
    private bool EndRound()
    {
        place = 0;
        if (foundInRound && isInOrder)
            return true;
        if (!foundInRound && !wasGoingOn)
        {
            End();
            return false;
        }

        // Many walkers are looked at for no more than a third of the time.
        TimeSpan took = Stopwatch.GetElapsedTime(roundStart);
        TimeSpan pause = took * 2 > Pause ? took * 2 : Pause;
        nextRound = Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency);
        return false;
    }

    private LiveFrames? Following(int at)
    {
        long step = Stride;
        if (next[at] < 0)
            next[at] = reading.Count(walkers[at]);
        long first = (next[at] + step - 1) / step * step;
        LiveFrames? found = reading.Read(walkers[at], first, step, reading.Batch);
        if (found is not null)
            next[at] = found.LastStep + 1;
        return found;
    }

    private LiveFrames? Newest(int at)
    {
        long step = Stride;
        long count = reading.Count(walkers[at]);
        long last = (count - 1) / step * step;
        if (count == 0 || last < next[at])
            return null;

        long wanted = (next[at] + step - 1) / step * step;
        long first = Math.Max(wanted, last - ((reading.Batch - 1) * step));
        LiveFrames? found = reading.Read(walkers[at], first, step, (int)(((last - first) / step) + 1));
        if (found is null)
            return null;
        if (next[at] > 0)
            Interlocked.Add(ref dropped, (first - wanted) / step);
        next[at] = found.LastStep + 1;
        return found;
    }

    private void End()
    {
        ended = true;
        reading.Dispose();
    }
}
