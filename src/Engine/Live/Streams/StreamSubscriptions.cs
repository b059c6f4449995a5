using LatentSim.Actors;
using LatentSim.Engine.Live.Operations;

namespace LatentSim.Engine.Live.Streams;

/// <summary>What one client is subscribed to. Changed by its receiver alone.</summary>
internal sealed class StreamSubscriptions(string client, LiveBoard board, StreamOutput output, LiveDelivery allowed)
{
    private readonly Dictionary<int, (StreamFields Fields, FrameSubscription? Frames)> all = [];
    private volatile StreamFields fields;

    /// <summary>What any of them wants.</summary>
    public StreamFields Fields => fields;

    /// <summary>Begins a subscription in place of one with the same number.</summary>
    /// <returns>What is to be run to send its frames; null where it wants none.</returns>
    /// <exception cref="StreamRefusalException">It cannot be; there is none with its number now.</exception>
    public FrameSubscription? Begin(Subscribe wanted)
    {
        Forget(wanted.Id);
        ForgetThoseThatAreOver();
        if (all.Count >= StreamLimits.Subscriptions)
            throw new StreamRefusalException($"a client can have {StreamLimits.Subscriptions} subscriptions; end one first");

        FrameSubscription? frames = (wanted.Fields & StreamFields.OfFrames) == StreamFields.None ? null : Watch(wanted);
        all[wanted.Id] = (wanted.Fields, frames);
        Sum();
        return frames;
    }

    /// <summary>Lets more frames of one be sent.</summary>
    /// <exception cref="StreamRefusalException">There is none of that number.</exception>
    public void Add(Credit credit)
    {
        if (!all.TryGetValue(credit.Id, out (StreamFields Fields, FrameSubscription? Frames) known))
            throw new StreamRefusalException($"there is no subscription {credit.Id}");
        known.Frames?.Add(credit.Credits);
    }

    /// <summary>Ends one.</summary>
    /// <exception cref="StreamRefusalException">There is none of that number.</exception>
    public void Remove(int id)
    {
        if (!Forget(id))
            throw new StreamRefusalException($"there is no subscription {id}");
    }

    /// <summary>Ends all.</summary>
    public void Clear()
    {
        foreach (int id in all.Keys.ToArray())
            Forget(id);
    }

    private FrameSubscription Watch(Subscribe wanted)
    {
        long reserved = all.Values.Sum(other => other.Frames?.Reserved ?? 0);
        LiveRequest request = StreamRequest.Of(client, wanted, board.Run.Scene, allowed, StreamLimits.WaitingBytes - reserved, out long bytes);
        return new FrameSubscription(wanted, board.Run.Frames.Subscribe(request), output, board) { Reserved = bytes };
    }

    // What one of them wanted of the run itself, such as its status, goes on after its last frame. None is retired, for its last message may be on its way.
    private void ForgetThoseThatAreOver()
    {
        foreach ((int id, (StreamFields wanted, FrameSubscription? frames)) in all.ToArray())
        {
            if (frames is { IsOver: true } && (wanted & ~StreamFields.OfFrames) == StreamFields.None)
                all.Remove(id);
        }
    }

    private bool Forget(int id)
    {
        if (!all.Remove(id, out (StreamFields Fields, FrameSubscription? Frames) old))
            return false;
        old.Frames?.Retire();
        Sum();
        return true;
    }

    private void Sum() => fields = all.Values.Aggregate(StreamFields.None, (sum, one) => sum | one.Fields);
}
