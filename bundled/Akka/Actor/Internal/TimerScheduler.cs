using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>A scheduler on the runtime's timers. Disposing it cancels all that is scheduled.</summary>
internal sealed class TimerScheduler : IScheduler, IAdvancedScheduler, IDisposable
{
    private readonly ConcurrentDictionary<ScheduledWork, byte> _pending = new();
    private volatile bool _disposed;

    public IAdvancedScheduler Advanced => this;

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        ScheduleOnce(delay, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        ScheduleRepeatedly(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Start(action, delay, Timeout.InfiniteTimeSpan, cancelable);
    }

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        Start(action, initialDelay, interval, cancelable);
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var work in _pending.Keys)
            work.Dispose();
    }

    private void Start(Action action, TimeSpan delay, TimeSpan interval, ICancelable? cancelable)
    {
        if (_disposed || cancelable is { IsCancellationRequested: true })
            return;
        var work = new ScheduledWork(this, action, repeats: interval > TimeSpan.Zero);
        _pending[work] = 0;
        work.Start(delay, interval, cancelable);
        if (_disposed)
            work.Dispose();
    }

    private sealed class ScheduledWork : IDisposable
    {
        private readonly TimerScheduler _owner;
        private readonly Action _action;
        private readonly bool _repeats;
        private readonly Timer _timer;
        private CancellationTokenRegistration _cancellation;
        private volatile bool _cancelled;

        public ScheduledWork(TimerScheduler owner, Action action, bool repeats)
        {
            _owner = owner;
            _action = action;
            _repeats = repeats;
            _timer = new Timer(_ => Run());
        }

        public void Start(TimeSpan delay, TimeSpan interval, ICancelable? cancelable)
        {
            _timer.Change(delay, interval);
            if (cancelable is not null)
                _cancellation = cancelable.Token.Register(Dispose);
        }

        public void Dispose()
        {
            _cancelled = true;
            _timer.Dispose();
            _owner._pending.TryRemove(this, out _);
        }

        private void Run()
        {
            if (_cancelled)
                return;
            if (!_repeats)
            {
                Dispose();
                _cancellation.Unregister();
            }
            _action();
        }
    }
}
