namespace LatentSim.Actors;

/// <summary>How a shard's work is tried again after a failure.</summary>
public sealed record RetryPolicy
{
    /// <summary>How often a block is tried on one device slot before its shard is handed to another.</summary>
    public int AttemptsPerSlot { get; init; } = 4;

    /// <summary>The wait before the second attempt; it doubles with each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between attempts.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time that a slot computes one block of one stage; one that takes longer is taken to be stuck. Waits in its queue do not count.</summary>
    public TimeSpan BlockTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The wait before a full disk is tried again; it doubles with each further one.</summary>
    public TimeSpan FirstRoomDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts at a full disk.</summary>
    public TimeSpan LongestRoomDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after <paramref name="failures"/> failures in a row, one or more.</summary>
    public TimeSpan Delay(int failures) => Doubled(FirstDelay, failures, LongestDelay);

    /// <summary>The wait after a disk was found full <paramref name="failures"/> times in a row, one or more.</summary>
    public TimeSpan RoomDelay(int failures) => Doubled(FirstRoomDelay, failures, LongestRoomDelay);

    private static TimeSpan Doubled(TimeSpan first, int failures, TimeSpan longest) =>
        TimeSpan.FromMilliseconds(Math.Min(first.TotalMilliseconds * Math.Pow(2, failures - 1), longest.TotalMilliseconds));
}
