using System.Diagnostics.CodeAnalysis;
using LatentSim.Actors;

namespace LatentSim.Engine.Tests.Live;

/// <summary>A watcher's view of a <see cref="FakeLiveRun"/>.</summary>
internal sealed class FakeLiveSubscription(FakeLiveSource source, LiveRequest request) : ILiveSubscription
{
    private readonly Lock changing = new();
    private readonly Queue<LiveFrames> waiting = new();
    private readonly SemaphoreSlim arrived = new(0);
    private long stride = request.Stride;
    private long frames;
    private bool completed;

    /// <summary>What was asked for.</summary>
    public LiveRequest Request => request;

    public long Stride
    {
        get => Interlocked.Read(ref stride);
        set => Interlocked.Exchange(ref stride, value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value)));
    }

    public long Dropped { get; private set; }

    public async ValueTask<LiveFrames?> Next(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryNext(out LiveFrames? next))
                return next;
            lock (changing)
            {
                if (completed && waiting.Count == 0)
                    return null;
            }

            await arrived.WaitAsync(cancellation);
        }
    }

    public bool TryNext([NotNullWhen(true)] out LiveFrames? next)
    {
        lock (changing)
        {
            if (!waiting.TryDequeue(out next))
                return false;
            frames -= next.Count;
            return true;
        }
    }

    public void Dispose()
    {
        source.Remove(this);
        Complete();
    }

    internal void Offer(LiveFrames published)
    {
        if (Wanted(published) is not { } wanted)
            return;
        if (request.Delivery == LiveDelivery.All && !SpinWait.SpinUntil(HasRoom, TimeSpan.FromSeconds(20)))
            throw new TimeoutException("waited for a watcher that wants all frames and does not take them");
        Add(wanted);
    }

    internal void Replay(LiveFrames published)
    {
        if (Wanted(published) is { } wanted)
            Add(wanted);
    }

    internal void Complete()
    {
        lock (changing)
            completed = true;
        arrived.Release();
    }

    private bool HasRoom()
    {
        lock (changing)
            return completed || frames < request.Capacity;
    }

    private void Add(LiveFrames wanted)
    {
        lock (changing)
        {
            waiting.Enqueue(wanted);
            frames += wanted.Count;
            while (request.Delivery == LiveDelivery.Newest && frames > request.Capacity && waiting.Count > 1)
            {
                LiveFrames old = waiting.Dequeue();
                frames -= old.Count;
                Dropped += old.Count;
            }
        }

        arrived.Release();
    }

    private LiveFrames? Wanted(LiveFrames published)
    {
        if (request.Walkers.Count > 0 && !request.Walkers.Contains(published.Walker))
            return null;
        long every = Stride;
        int[] places = [.. Enumerable.Range(0, published.Count).Where(place => (published.FirstStep + (place * published.Stride)) % every == 0)];
        if (request.Delivery == LiveDelivery.Newest)
            places = [.. places.TakeLast(request.Capacity)];
        if (places.Length == 0)
            return null;
        long spacing = places.Length > 1 ? (places[1] - places[0]) * published.Stride : Math.Max(every, published.Stride);
        return new LiveFrames(published.Walker, published.FirstStep + (places[0] * published.Stride), spacing, places.Length, published.Made)
        {
            Dimension = request.Latents ? published.Dimension : 0,
            Latents = request.Latents ? Pick(published.Latents, published.Dimension, places) : default,
            Sites = request.Positions ? published.Sites : 0,
            Positions = request.Positions ? Pick(published.Positions, published.Sites * 3, places) : default,
            Energies = published.Energies.IsEmpty ? default : Pick(published.Energies, 1, places),
        };
    }

    private static ReadOnlyMemory<T> Pick<T>(ReadOnlyMemory<T> rows, int width, int[] places)
    {
        var picked = new T[places.Length * width];
        for (int i = 0; i < places.Length; i++)
            rows.Span.Slice(places[i] * width, width).CopyTo(picked.AsSpan(i * width));
        return picked;
    }
}
