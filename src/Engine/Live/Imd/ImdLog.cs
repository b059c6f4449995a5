using System.Globalization;

namespace LatentSim.Engine.Live.Imd;

/// <summary>What the clients of a server do, as a few lines a second: what is left out is counted by the next line.</summary>
/// <param name="log">Where lines go.</param>
/// <param name="clock">The clock.</param>
internal sealed class ImdLog(LiveLog log, TimeProvider clock)
{
    /// <summary>The most lines of a second.</summary>
    public const int LinesASecond = 4;

    private const string Event = "client";
    private readonly Lock changing = new();
    private long second = long.MinValue;
    private int written;
    private long left;
    private long warnings;

    /// <summary>How many warnings there were to write, those that were left out among them.</summary>
    public long Warnings => Interlocked.Read(ref warnings);

    /// <summary>A line of information, unless there are too many.</summary>
    public void Information(string text) => Write(log.Information, text);

    /// <summary>A warning, unless there are too many.</summary>
    public void Warning(string text)
    {
        Interlocked.Increment(ref warnings);
        Write(log.Warning, text);
    }

    private void Write(Action<string, string> write, string text)
    {
        long omitted;
        lock (changing)
        {
            long now = clock.GetUtcNow().ToUnixTimeSeconds();
            if (now != second)
                (second, written) = (now, 0);
            if (written == LinesASecond)
            {
                left++;
                return;
            }

            written++;
            (omitted, left) = (left, 0);
        }

        write(Event, omitted == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} ({omitted} more lines of clients were left out)"));
    }
}
