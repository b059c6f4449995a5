using LatentSim.Actors;

namespace LatentSim.Engine.Live.Streams;

/// <summary>What a run is asked for so that a subscription gets what its client wants.</summary>
internal static class StreamRequest
{
    /// <summary>Makes the request: as many frames may wait as there are credits for, within the memory that the client may take.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="wanted">What the client asked for.</param>
    /// <param name="scene">The run.</param>
    /// <param name="allowed">Whether it may ask for every frame of a run in this process.</param>
    /// <param name="available">Bytes that may wait for the client, less those of its other subscriptions.</param>
    /// <param name="reserved">Bytes that may wait for this one.</param>
    /// <exception cref="StreamRefusalException">The run has no such frames, or they are too many.</exception>
    public static LiveRequest Of(string client, Subscribe wanted, LiveScene scene, LiveDelivery allowed, long available, out long reserved)
    {
        if (wanted.Walkers.Count > 0 && wanted.Walkers[^1] >= scene.Walkers)
            throw new StreamRefusalException($"walkers: expected numbers below {scene.Walkers}, found {wanted.Walkers[^1]}");
        if (scene.IsComputedHere && wanted.From is not null)
            throw new StreamRefusalException("from: a run in this process has no past frames to send; 'latentsim serve DIR' has those of its files");
        if (scene.IsComputedHere && wanted.Delivery == LiveDelivery.All && allowed != LiveDelivery.All)
            throw new StreamRefusalException("delivery: all would let a client slow the run; start it with --stream-delivery all to allow that");

        long frame = StreamMessages.BytesOfFrame(scene, wanted.Fields);
        long walkers = wanted.Walkers.Count > 0 ? wanted.Walkers.Count : scene.Walkers;

        // One frame of each walker waits, one message is being written, and one block is in hand.
        long room = available - (2 * Math.Max(frame, StreamLimits.FramesMessageBytes));
        if (room < walkers * frame)
            throw new StreamRefusalException($"walkers: {walkers} frames of {frame} bytes are more than may wait for a client; name fewer walkers or fields, or end another subscription");

        // A subscription with credits for very many frames leaves room for others.
        long most = Math.Max(1, room / 8 / (walkers * frame));
        int capacity = (int)Math.Min(Math.Clamp(wanted.Credits, 1, StreamLimits.Capacity), most);
        reserved = capacity * walkers * frame;
        return new LiveRequest
        {
            Name = client,
            Walkers = wanted.Walkers,
            Stride = wanted.Stride,
            Delivery = wanted.Delivery,
            Capacity = capacity,
            Latents = wanted.Fields.HasFlag(StreamFields.Latent),
            Coarse = wanted.Fields.HasFlag(StreamFields.Coarse),
            Positions = wanted.Fields.HasFlag(StreamFields.Atoms),
            From = wanted.From,
        };
    }
}
