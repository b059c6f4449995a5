namespace LatentSim.Actors;

/// <summary>What happens to frames that a watcher does not take in time.</summary>
public enum LiveDelivery
{
    /// <summary>New frames push out old ones; the run does not notice.</summary>
    Newest,

    /// <summary>Every frame arrives, in order; the source waits for the watcher.</summary>
    All,
}
