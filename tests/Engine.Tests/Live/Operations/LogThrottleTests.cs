using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Operations;

namespace LatentSim.Engine.Tests.Live;

/// <summary>What bad clients can make of the log.</summary>
public sealed class LogThrottleTests
{
    private readonly LiveLog log = new();
    private readonly TestClock clock = new();

    [Fact]
    public void LetsAFewLinesThroughAndCountsTheOthersOnce()
    {
        using var throttle = new LogThrottle(log, "client", most: 2, clock);
        for (int i = 0; i < 1000; i++)
            throttle.Write($"bad {i}");
        Assert.Equal(2, log.Count);

        clock.Advance(1);

        Assert.Equal(["bad 0", "bad 1", "998 more lines like these were left out"], log.Since(0).Lines.Select(line => line.Text));
    }

    [Fact]
    public void AManySecondsLongFloodStaysAFewLinesASecond()
    {
        using var throttle = new LogThrottle(log, "client", most: 2, clock);
        for (int second = 0; second < 10; second++)
        {
            for (int i = 0; i < 100; i++)
                throttle.Write("bad");
            clock.Advance(1);
        }

        Assert.InRange(log.Count, 20, 31);
    }

    [Fact]
    public void RareLinesAllComeThrough()
    {
        using var throttle = new LogThrottle(log, "client", most: 1, clock);
        for (int second = 0; second < 5; second++)
        {
            throttle.Write("bad");
            clock.Advance(1);
        }

        Assert.Equal(5, log.Count);
    }

    [Fact]
    public void WhatWasLeftOutIsCountedAtTheEnd()
    {
        using (var throttle = new LogThrottle(log, "client", most: 1, clock))
        {
            throttle.Write("bad");
            throttle.Write("bad");
        }

        Assert.Equal("1 more line like these was left out", log.Since(1).Lines.Single().Text);
    }
}
