using System.Diagnostics.CodeAnalysis;

namespace LatentSim.Actors;

/// <summary>One watcher's view of a run: a short queue in which new frames push out the oldest.</summary>
internal sealed class LiveSubscription : ILiveSubscription
{
    private readonly LiveHub hub;
    private readonly LiveRequest request;
    private readonly Lock changing = new();
    private readonly Queue<LiveFrames> waiting = new();
    private TaskCompletionSource arrived = NewSignal();
    private long stride;
    private long dropped;
    private int frames;
    private bool completed;

    internal LiveSubscription(LiveHub hub, LiveRequest request)
    {
        this.hub = hub;
        this.request = request;
        stride = request.Stride;
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
            Task signal;
            lock (changing)
            {
                if (Take() is { } next)
                    return next;
                if (completed)
                    return null;
                signal = arrived.Task;
            }

            await signal.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out LiveFrames? frames)
    {
        lock (changing)
            frames = Take();
        return frames is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        hub.Remove(this);
        Complete();
    }

    internal void Offer(ShardBlock block)
    {
        IEnumerable<int> walkers = request.Walkers.Count == 0 ? Enumerable.Range(block.Shard.FirstWalker, block.Shard.Walkers) : request.Walkers;
        foreach (int walker in walkers)
        {
            if (LiveCopy.Of(block, walker, Stride, request) is { } copy)
                Add(copy);
        }
    }

    internal void Complete()
    {
        lock (changing)
        {
            completed = true;
            arrived.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveFrames? Take()
    {
        if (!waiting.TryDequeue(out LiveFrames? next))
            return null;
        frames -= next.Count;
        return next;
    }

    private void Add(LiveFrames copy)
    {
        lock (changing)
        {
            waiting.Enqueue(copy);
            frames += copy.Count;
            while (frames > (long)request.Capacity * Math.Max(1, request.Walkers.Count) && waiting.Count > 1)
                dropped += Take()!.Count;
            arrived.TrySetResult();
            arrived = NewSignal();
        }
    }
}
