namespace LatentSim.Engine.Tests.Live;

/// <summary>A clock that moves when a test says so.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private long now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(now);

    public void Advance(double seconds)
    {
        now += TimeSpan.FromSeconds(seconds).Ticks;
        foreach (Alarm alarm in alarms.Where(alarm => alarm.Due <= now).ToArray())
            alarm.Ring(now);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        alarms.Add(alarm);
        return alarm;
    }

    private sealed class Alarm(TestClock clock, Action callback) : ITimer
    {
        private TimeSpan every;

        public long Due { get; private set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            every = period;
            Due = dueTime < TimeSpan.Zero ? long.MaxValue : clock.now + dueTime.Ticks;
            return true;
        }

        public void Ring(long time)
        {
            Due = every > TimeSpan.Zero ? time + every.Ticks : long.MaxValue;
            callback();
        }

        public void Dispose() => Due = long.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
