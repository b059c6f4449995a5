namespace LatentSim.Engine.Live.Operations;

/// <summary>Lets a few lines a second of what clients do into the log, then one line that counts the others: no number of bad clients fills a disk.</summary>
public sealed class LogThrottle : IDisposable
{
    /// <summary>The lines that are let through in a second, unless told.</summary>
    public const int LinesASecond = 4;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private readonly Lock changing = new();
    private readonly LiveLog log;
    private readonly string kind;
    private readonly int most;
    private readonly TimeProvider clock;
    private readonly ITimer end;
    private long begun;
    private int written;
    private long left;

    /// <summary>Throttles lines of one kind.</summary>
    /// <param name="log">Where they go.</param>
    /// <param name="kind">Their event, such as client.</param>
    /// <param name="most">The lines that are let through in a second.</param>
    /// <param name="clock">The clock; the system's unless told.</param>
    public LogThrottle(LiveLog log, string kind, int most = LinesASecond, TimeProvider? clock = null)
    {
        this.log = log;
        this.kind = kind;
        this.most = most;
        this.clock = clock ?? TimeProvider.System;
        end = this.clock.CreateTimer(_ => Close(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        begun = this.clock.GetTimestamp();
    }

    /// <summary>Writes a warning, or counts it.</summary>
    public void Write(string text) => Write("warning", text);

    /// <summary>Writes a line, or counts it.</summary>
    /// <param name="level">See <see cref="LogLine"/>.</param>
    /// <param name="text">The line.</param>
    public void Write(string level, string text)
    {
        lock (changing)
        {
            if (clock.GetElapsedTime(begun) >= Window)
                Begin();
            if (written >= most)
            {
                if (left++ == 0)
                    end.Change(Window, Timeout.InfiniteTimeSpan);
                return;
            }

            written++;
        }

        log.Write(level, kind, text);
    }

    /// <summary>Says how many lines were left out last.</summary>
    public void Dispose()
    {
        end.Dispose();
        Close();
    }

    private void Close()
    {
        lock (changing)
            Begin();
    }

    private void Begin()
    {
        begun = clock.GetTimestamp();
        written = 0;
        if (left == 0)
            return;

        log.Warning(kind, left == 1 ? "1 more line like these was left out" : $"{left} more lines like these were left out");
        written = 1;
        left = 0;
    }
}
