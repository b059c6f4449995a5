namespace LatentSim.Engine.Live.Imd;

/// <summary>
/// Keeps what was sent to a client of the newest frames and lies unread to what it reads in a tenth of a second, or a few frames: more would make it see the past,
/// since the kernel's buffers on both sides hold hundreds of frames. What is unread is known of clients on this machine. Of others it is estimated from what was
/// acknowledged and from how far the client's window has closed, which begins only when a good part of its buffer is full. The window is known anew only when
/// something was sent: so one frame is sent now and then however much seems to be unread.
/// </summary>
/// <param name="connection">Tells of the client.</param>
/// <param name="frameBytes">The bytes of a frame.</param>
/// <param name="clock">The clock.</param>
internal sealed class ImdFlow(ImdConnection connection, long frameBytes, TimeProvider clock)
{
    private const int FewFrames = 4;
    private const int FewProbes = 3;
    private const double Forgetting = 0.7;
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RateWindow = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan WindowMemory = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstProbe = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastProbe = TimeSpan.FromSeconds(1);

    private readonly long start = clock.GetTimestamp();
    private long written;
    private long read;
    private long mostRead;
    private long readBefore;
    private double bytesASecond;
    private TimeSpan rateSince;
    private TimeSpan lastSent;
    private TimeSpan untilProbe = FirstProbe;
    private uint widest;
    private uint widestBefore;
    private TimeSpan widestSince;
    private int probes;
    private long firstProbe;

    /// <summary>For how long nothing of what was sent has been read, though something was sent to see.</summary>
    public TimeSpan Stalled => Interlocked.Read(ref firstProbe) is var since and not 0 && Volatile.Read(ref probes) >= FewProbes ? clock.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Whether the client has read nothing since something was last sent to see.</summary>
    public bool IsProbing => Volatile.Read(ref probes) > 0;

    /// <summary>Counts bytes that were sent.</summary>
    public void Sent(int bytes)
    {
        written += bytes;
        lastSent = Now();
    }

    /// <summary>The bytes that may be sent now; 0 when the client has to read first.</summary>
    public long Room()
    {
        if (!connection.TryAsk(out long acknowledged, out uint window))
            return long.MaxValue;
        TimeSpan now = Now();
        long unread = Math.Max(0, written - acknowledged) + Closed(window, now);
        if (connection.TryUnread(out long received))
            unread = Math.Max(0, written - acknowledged) + received;
        Follow(written - unread, now);
        long room = (long)Math.Max(FewFrames * frameBytes, bytesASecond * Ahead.TotalSeconds) - unread;
        return room > 0 ? room : Probe(now);
    }

    private TimeSpan Now() => clock.GetElapsedTime(start);

    // By how much the window is narrower than it was at its widest, lately: a kernel may make it smaller for good.
    private long Closed(uint window, TimeSpan now)
    {
        if (now - widestSince > WindowMemory)
            (widestBefore, widest, widestSince) = (widest, 0, now);
        widest = Math.Max(widest, window);
        return Math.Max(widest, widestBefore) - window;
    }

    private void Follow(long seen, TimeSpan now)
    {
        read = seen;
        if (read > mostRead)
        {
            mostRead = read;
            untilProbe = FirstProbe;
            Volatile.Write(ref probes, 0);
            Interlocked.Exchange(ref firstProbe, 0);
        }

        if (now - rateSince < RateWindow)
            return;
        bytesASecond = Math.Max((read - readBefore) / (now - rateSince).TotalSeconds, bytesASecond * Forgetting);
        (readBefore, rateSince) = (read, now);
    }

    private long Probe(TimeSpan now)
    {
        if (now - lastSent < untilProbe)
            return 0;
        untilProbe = untilProbe * 2 > LastProbe ? LastProbe : untilProbe * 2;
        if (Interlocked.CompareExchange(ref firstProbe, clock.GetTimestamp(), 0) == 0)
            Volatile.Write(ref probes, 0);
        Volatile.Write(ref probes, probes + 1);
        return 1;
    }
}
