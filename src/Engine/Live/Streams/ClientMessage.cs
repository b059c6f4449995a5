using LatentSim.Actors;

namespace LatentSim.Engine.Live.Streams;

/// <summary>What a client says.</summary>
/// <param name="Id">The subscription that it is about.</param>
internal abstract record ClientMessage(int Id);

/// <summary>Begins a subscription, or replaces it.</summary>
internal sealed record Subscribe(int Id) : ClientMessage(Id)
{
    /// <summary>The walkers, in ascending order; empty for all.</summary>
    public IReadOnlyList<int> Walkers { get; init; } = [];

    /// <summary>Only steps that are multiples of it.</summary>
    public long Stride { get; init; } = 1;

    /// <summary>What is wanted.</summary>
    public StreamFields Fields { get; init; }

    /// <summary>What happens to frames that the client does not take in time.</summary>
    public LiveDelivery Delivery { get; init; }

    /// <summary>The frames that may be sent before the client gives more credits.</summary>
    public long Credits { get; init; }

    /// <summary>The first step; null for those that come from now on.</summary>
    public long? From { get; init; }
}

/// <summary>Lets more frames be sent.</summary>
internal sealed record Credit(int Id, long Credits) : ClientMessage(Id);

/// <summary>Ends a subscription.</summary>
internal sealed record Unsubscribe(int Id) : ClientMessage(Id);
