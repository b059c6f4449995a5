using System.Diagnostics;

namespace LatentSim.Engine.Terminal;

/// <summary>One line that tells how far a long command is: rewritten in place on a terminal, printed now and then in a log. Goes to standard error.</summary>
public sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly TextWriter writer;
    private readonly bool interactive;
    private readonly Stopwatch sinceShown = new();
    private int shownLength;

    /// <summary>A line on standard error.</summary>
    public ProgressLine()
        : this(Console.Error, !Console.IsErrorRedirected)
    {
    }

    /// <summary>A line on <paramref name="writer"/>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="interactive">Whether the line can be rewritten in place.</param>
    public ProgressLine(TextWriter writer, bool interactive)
    {
        this.writer = writer;
        this.interactive = interactive;
    }

    /// <summary>Shows <paramref name="text"/> unless something was shown a moment ago.</summary>
    public void Update(Func<string> text)
    {
        lock (gate)
        {
            if (sinceShown.IsRunning && sinceShown.Elapsed < (interactive ? OnTerminal : InLog))
                return;
            Show(text());
            sinceShown.Restart();
        }
    }

    /// <summary>Prints a line that stays.</summary>
    public void Print(string text)
    {
        lock (gate)
        {
            Clear();
            writer.WriteLine(text);
            sinceShown.Reset();
        }
    }

    /// <summary>Removes what a terminal shows.</summary>
    public void Dispose()
    {
        lock (gate)
            Clear();
    }

    private void Show(string text)
    {
        if (!interactive)
        {
            writer.WriteLine(text);
            return;
        }
        writer.Write('\r' + text.PadRight(shownLength));
        shownLength = text.Length;
        writer.Flush();
    }

    private void Clear()
    {
        if (shownLength > 0)
            writer.Write('\r' + new string(' ', shownLength) + '\r');
        shownLength = 0;
    }
}
