namespace LatentSim.Engine.Live.Streams;

/// <summary>What one client of the stream may take. docs/stream.md names them.</summary>
public static class StreamLimits
{
    /// <summary>Clients at a time.</summary>
    public const int Clients = 64;

    /// <summary>Bytes of a client's message.</summary>
    public const int MessageBytes = 64 * 1024;

    /// <summary>How deep a client's message may be nested.</summary>
    public const int Depth = 8;

    /// <summary>Subscriptions of a client.</summary>
    public const int Subscriptions = 16;

    /// <summary>Walkers that a subscription may list; it may name all, however many there are.</summary>
    public const int ListedWalkers = 4096;

    /// <summary>Bytes that may wait for a client: frames that its subscriptions hold, and one message.</summary>
    public const long WaitingBytes = 32L * 1024 * 1024;

    /// <summary>How long a client may take for one message.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>About how large a message of frames becomes; one frame may be larger.</summary>
    public const int FramesMessageBytes = 1024 * 1024;

    /// <summary>Credits that a subscription may hold.</summary>
    public const long Credits = 1_000_000_000_000;

    /// <summary>Frames of each walker that wait for a client that has credits for more.</summary>
    public const int Capacity = 1024;
}
