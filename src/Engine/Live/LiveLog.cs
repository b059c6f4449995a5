namespace LatentSim.Engine.Live;

/// <summary>The newest lines of a run's log, for those who watch, and where servers report to. Safe for any number of threads.</summary>
public sealed class LiveLog
{
    private const int Most = 500;
    private readonly Lock changing = new();
    private readonly Queue<LogLine> lines = new();

    /// <summary>The number of lines that there have been.</summary>
    public long Count { get; private set; }

    /// <summary>Told of every line, by the thread that writes it: prints it. Null for nobody.</summary>
    public Action<LogLine>? Written { get; set; }

    /// <summary>Adds a line.</summary>
    /// <param name="level">See <see cref="LogLine.Level"/>.</param>
    /// <param name="kind">See <see cref="LogLine.Event"/>.</param>
    /// <param name="text">The line.</param>
    /// <param name="figures">See <see cref="LogLine.Figures"/>; null for none.</param>
    public void Write(string level, string kind, string text, IReadOnlyDictionary<string, object?>? figures = null)
    {
        var line = new LogLine(DateTimeOffset.UtcNow, level, kind, text.ReplaceLineEndings(" "));
        if (figures is not null)
            line = line with { Figures = figures };
        lock (changing)
        {
            lines.Enqueue(line);
            Count++;
            if (lines.Count > Most)
                lines.Dequeue();
        }

        Written?.Invoke(line);
    }

    /// <summary>Adds a line of information.</summary>
    public void Information(string kind, string text) => Write("information", kind, text);

    /// <summary>Adds a warning.</summary>
    public void Warning(string kind, string text) => Write("warning", kind, text);

    /// <summary>The lines from a place on, and the place after the last: what came since a former call. Lines that are too old are left out.</summary>
    /// <param name="from">The place of the first that is wanted.</param>
    public (IReadOnlyList<LogLine> Lines, long Next) Since(long from)
    {
        lock (changing)
        {
            long first = Count - lines.Count;
            return ([.. lines.Skip((int)Math.Clamp(from - first, 0, lines.Count))], Count);
        }
    }
}
