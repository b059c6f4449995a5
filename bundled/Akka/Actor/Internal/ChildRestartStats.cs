using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <summary>A child and how often it has been restarted.</summary>
internal sealed class ChildRestartStats(ActorCell child)
{
    private int _restarts;
    private long _windowStart;

    public ActorCell Child { get; } = child;

    /// <summary>Whether one restart more is allowed.</summary>
    /// <param name="maxRetries">Restarts allowed; negative is no limit.</param>
    /// <param name="windowMilliseconds">The time in which they count; not positive is for ever.</param>
    public bool RequestRestartPermission(int maxRetries, int windowMilliseconds)
    {
        if (maxRetries == 0)
            return false;
        if (windowMilliseconds > 0)
            return AllowedInWindow(maxRetries > 0 ? maxRetries : 1, windowMilliseconds);
        return maxRetries < 0 || ++_restarts <= maxRetries;
    }

    private bool AllowedInWindow(int maxRetries, int windowMilliseconds)
    {
        var now = Stopwatch.GetTimestamp();
        if (_windowStart == 0)
            _windowStart = now;
        if (Stopwatch.GetElapsedTime(_windowStart, now).TotalMilliseconds <= windowMilliseconds)
            return ++_restarts <= maxRetries;
        _restarts = 1;
        _windowStart = now;
        return true;
    }
}
