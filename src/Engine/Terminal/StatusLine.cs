using System.Diagnostics;

namespace LatentSim.Engine.Terminal;

/// <summary>What a command is doing before its work begins, in the format of its log. Goes to standard error.</summary>
internal sealed class StatusLine : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly ProgressLine? line;
    private readonly Stopwatch sinceShown = new();

    /// <summary>A line in a format.</summary>
    public StatusLine(LogFormat format) => line = format == LogFormat.Text ? new ProgressLine() : null;

    /// <summary>Shows it unless something was shown a moment ago.</summary>
    public void Update(string text)
    {
        if (line is not null)
        {
            line.Update(() => text);
            return;
        }

        if (sinceShown.IsRunning && sinceShown.Elapsed < Interval)
            return;
        Console.Error.WriteLine(LogJson.Of("information", "status", text));
        sinceShown.Restart();
    }

    /// <summary>Removes what a terminal shows.</summary>
    public void Dispose() => line?.Dispose();
}
