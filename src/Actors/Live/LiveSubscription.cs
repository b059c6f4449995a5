using System.Diagnostics.CodeAnalysis;

namespace LatentSim.Actors;

/// <summary>One watcher's view of a run: a short queue, in which new frames push out the oldest, or, for one that wants all, for which the stream waits.</summary>
internal sealed class LiveSubscription : ILiveSubscription
{
    private static readonly Task Now = Task.CompletedTask;
    private readonly LiveHub hub;
    private readonly LiveRequest request;
    private readonly int[] walkers;
    private readonly Lock changing = new();
    private readonly LiveQueue waiting;
    private readonly Dictionary<int, long> nextSteps = [];
    private TaskCompletionSource? arrived;
    private TaskCompletionSource? room;
    private long stride;
    private long dropped;
    private long taken;
    private bool completed;

    internal LiveSubscription(LiveHub hub, LiveRequest request)
    {
        this.hub = hub;
        this.request = request;
        walkers = [.. request.Walkers];
        waiting = new LiveQueue(request.Capacity);
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

    /// <summary>Who watches.</summary>
    internal string Name => request.Name;

    /// <summary>Whether it is to get every frame.</summary>
    internal bool IsLossless => request.Delivery == LiveDelivery.All;

    /// <summary>Whether coarse sites are wanted.</summary>
    internal bool WantsCoarse => request.Coarse;

    /// <summary>How often frames were taken.</summary>
    internal long Taken => Interlocked.Read(ref taken);

    /// <summary>Whether nothing waits to be taken.</summary>
    internal bool IsEmpty
    {
        get
        {
            lock (changing)
                return waiting.IsEmpty;
        }
    }

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
                arrived ??= NewSignal();
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

    /// <summary>Hands in what it wants of a block.</summary>
    internal void Offer(LiveCopies copies)
    {
        ShardBlock block = copies.Block;
        // A block that was on its way when the first watcher asked for coarse sites has none.
        if (request.Coarse && block is { Atomistic: true, Coarse: null })
            return;

        Span<int> wanted = WantedOf(block.Shard);
        long step = Stride;
        CountMissed(block, walkers.Length == 0 ? block.Shard.Walkers : wanted.Length, step);
        if (walkers.Length > 0)
        {
            foreach (int walker in wanted)
                Offer(copies, walker, step);
            return;
        }

        for (int walker = block.Shard.FirstWalker; walker < block.Shard.FirstWalker + block.Shard.Walkers; walker++)
            Offer(copies, walker, step);
    }

    /// <summary>Ends when so little waits that more may come, or nobody watches any more.</summary>
    internal Task WhenRoom()
    {
        lock (changing)
        {
            if (completed || waiting.Overfull == 0)
                return Now;
            room ??= NewSignal();
            return room.Task;
        }
    }

    /// <summary>No more frames come; those that wait can be taken.</summary>
    internal void Complete()
    {
        lock (changing)
        {
            completed = true;
            Signal(ref arrived);
            Signal(ref room);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Signal(ref TaskCompletionSource? signal)
    {
        signal?.TrySetResult();
        signal = null;
    }

    private LiveFrames? Take()
    {
        LiveFrames? next = waiting.Take();
        if (next is null)
            return null;
        Interlocked.Increment(ref taken);
        if (waiting.Overfull == 0)
            Signal(ref room);
        return next;
    }

    private Span<int> WantedOf(Shard shard)
    {
        int first = PlaceOf(shard.FirstWalker);
        return walkers.AsSpan(first, PlaceOf(shard.FirstWalker + shard.Walkers) - first);
    }

    // The place of the first walker at or after one.
    private int PlaceOf(int walker)
    {
        int place = Array.BinarySearch(walkers, walker);
        return place < 0 ? ~place : place;
    }

    // Blocks that newer ones pushed out before the hub saw them.
    private void CountMissed(ShardBlock block, int count, long step)
    {
        int shard = block.Shard.Index;
        if (nextSteps.TryGetValue(shard, out long expected) && expected < block.FirstStep)
            Interlocked.Add(ref dropped, count * (((block.FirstStep - 1) / step) - ((expected - 1) / step)));
        nextSteps[shard] = block.NextStep;
    }

    private void Offer(LiveCopies copies, int walker, long step)
    {
        (long first, int count) = copies.StepsOf(walker, step);
        if (count == 0)
            return;
        int kept = IsLossless ? count : Math.Min(count, request.Capacity);
        Add(copies.Of(walker, first + ((count - kept) * step), kept, step, request), count - kept);
    }

    private void Add(LiveFrames frames, long skipped)
    {
        lock (changing)
        {
            if (completed)
                return;
            if (IsLossless)
                waiting.Add(frames);
            else
                skipped += waiting.Push(frames);
            if (skipped > 0)
                Interlocked.Add(ref dropped, skipped);
            Signal(ref arrived);
        }
    }
}
