using LatentSim.Actors;

namespace LatentSim.Engine.Live.Imd;

/// <summary>How long a server waits for its clients, and how many there can be.</summary>
internal sealed record ImdLimits
{
    /// <summary>The most clients of a port.</summary>
    public const int Clients = 16;

    /// <summary>How often it is looked whether something that is waited for is there.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a client stays before the log tells of its coming.</summary>
    public static readonly TimeSpan Introduction = TimeSpan.FromSeconds(1);

    /// <summary>For go, as the protocol has it.</summary>
    public TimeSpan Go { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For a client to read, without progress, where others wait for nothing.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a client to read, without progress, where the run waits for it.</summary>
    public TimeSpan LosslessStall { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For a client to take what was sent, when there are no more frames.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For a client to take what was sent, when there are no more frames and it is to get all of them.</summary>
    public TimeSpan LosslessLinger { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a client to read.</summary>
    public TimeSpan StallOf(LiveDelivery delivery) => delivery == LiveDelivery.All ? LosslessStall : Stall;

    /// <summary>For a client to take the last frames.</summary>
    public TimeSpan LingerOf(LiveDelivery delivery) => delivery == LiveDelivery.All ? LosslessLinger : Linger;
}
