namespace LatentSim.Actors;

/// <summary>Frames that wait for a watcher: each walker's in order, the walkers in turns. Used by one thread at a time.</summary>
/// <param name="capacity">The most frames of each walker.</param>
internal sealed class LiveQueue(int capacity)
{
    private readonly Dictionary<int, Waiting> walkers = [];
    private readonly Queue<Waiting> turns = new();

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => turns.Count == 0;

    /// <summary>The walkers of which more frames wait than <c>capacity</c>.</summary>
    public int Overfull { get; private set; }

    /// <summary>Adds frames of a walker, whatever waits already.</summary>
    public void Add(LiveFrames frames)
    {
        if (!walkers.TryGetValue(frames.Walker, out Waiting? waiting))
            walkers.Add(frames.Walker, waiting = new Waiting());
        if (waiting.Frames.Count == 0)
            turns.Enqueue(waiting);
        waiting.Frames.Enqueue(frames);
        Count(waiting, frames.Count);
    }

    /// <summary>Adds frames of a walker, which push out its oldest where there are too many; returns how many they pushed out.</summary>
    public long Push(LiveFrames frames)
    {
        Add(frames);
        Waiting waiting = walkers[frames.Walker];
        long dropped = 0;
        while (waiting.Count > capacity && waiting.Frames.Count > 1)
            dropped += Remove(waiting).Count;
        return dropped;
    }

    /// <summary>Takes the oldest frames of the walker whose turn it is; null when nothing waits.</summary>
    public LiveFrames? Take()
    {
        if (!turns.TryDequeue(out Waiting? waiting))
            return null;
        LiveFrames frames = Remove(waiting);
        if (waiting.Frames.Count > 0)
            turns.Enqueue(waiting);
        return frames;
    }

    private LiveFrames Remove(Waiting waiting)
    {
        LiveFrames frames = waiting.Frames.Dequeue();
        Count(waiting, -frames.Count);
        return frames;
    }

    private void Count(Waiting waiting, int change)
    {
        bool before = waiting.Count > capacity;
        waiting.Count += change;
        Overfull += Convert.ToInt32(waiting.Count > capacity) - Convert.ToInt32(before);
    }

    private sealed class Waiting
    {
        public Queue<LiveFrames> Frames { get; } = new();

        public int Count { get; set; }
    }
}
