namespace LatentSim.Actors;

/// <summary>Where frames can be watched: a run in this process, or the files of one. Safe for any number of threads.</summary>
public interface ILiveSource
{
    /// <summary>Starts to watch.</summary>
    /// <exception cref="ArgumentException">The request asks for what cannot be: a walker out of range, a stride below 1.</exception>
    ILiveSubscription Subscribe(LiveRequest request);
}

/// <summary>One watcher's view. Used by one reader at a time; dispose it to stop watching.</summary>
public interface ILiveSubscription : IDisposable
{
    /// <summary>Only steps that are multiples of it come, from the next block on. At least 1.</summary>
    long Stride { get; set; }

    /// <summary>How many frames were pushed out by newer ones because they were not taken in time; those among them that are beyond the capacity in one block.</summary>
    long Dropped { get; }

    /// <summary>Takes the frames that come next; waits until there are some. Null at the end.</summary>
    ValueTask<LiveFrames?> Next(CancellationToken cancellation);

    /// <summary>Takes the frames that come next if there are some now.</summary>
    bool TryNext([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LiveFrames? frames);
}
