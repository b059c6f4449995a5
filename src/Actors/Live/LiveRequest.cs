namespace LatentSim.Actors;

/// <summary>What a watcher wants to see.</summary>
public sealed record LiveRequest
{
    /// <summary>Who asks, for the news that a watcher was given up: an address, say.</summary>
    public string Name { get; init; } = "a watcher";

    /// <summary>The walkers, by their indices in the run, in ascending order; empty for all.</summary>
    public IReadOnlyList<int> Walkers { get; init; } = [];

    /// <summary>Only steps that are multiples of it; at least 1.</summary>
    public long Stride { get; init; } = 1;

    /// <summary>What happens to frames that are not taken in time.</summary>
    public LiveDelivery Delivery { get; init; }

    /// <summary>The most frames of each walker that wait to be taken; at least 1. With <see cref="LiveDelivery.All"/>, those of one block may come on top.</summary>
    public int Capacity { get; init; } = 1;

    /// <summary>Whether latents are wanted.</summary>
    public bool Latents { get; init; } = true;

    /// <summary>Whether rows of the stream's source are wanted as they are; a source that holds past frames has none.</summary>
    public bool Rows { get; init; }

    /// <summary>Whether coarse sites are wanted, of pipelines that have more after them.</summary>
    public bool Coarse { get; init; }

    /// <summary>Whether positions at the finest resolution are wanted.</summary>
    public bool Positions { get; init; } = true;

    /// <summary>The first step, of a source that holds past frames; null for those that come from now on.</summary>
    public long? From { get; init; }
}
