namespace LatentSim.Actors.Tests;

/// <summary>A clock that goes when it is told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(double seconds) => now += TimeSpan.FromSeconds(seconds).Ticks;

    public override long GetTimestamp() => now;
}
