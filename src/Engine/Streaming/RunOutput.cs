using LatentSim.Engine.Live;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Streaming;

/// <summary>Prints the log of a run as it grows, in the format that was asked for, on standard error.</summary>
internal sealed class RunOutput : IDisposable
{
    private const string Progress = "progress";
    private readonly LiveLog log;
    private readonly ProgressLine? line;

    /// <summary>Prints what is written to a log from now on.</summary>
    public RunOutput(LiveLog log, LogFormat format)
    {
        this.log = log;
        line = format == LogFormat.Text ? new ProgressLine() : null;
        log.Written = line is null ? written => Console.Error.WriteLine(LogJson.Of(written)) : PrintText;
    }

    /// <summary>Says how far the run is: on a terminal as often as it can be read, in the log when <paramref name="isDue"/>.</summary>
    public void Update(Func<string> text, bool isDue, Func<IReadOnlyDictionary<string, object?>> figures)
    {
        line?.Update(text);
        if (isDue)
            log.Write("information", Progress, text().Trim(), figures());
    }

    /// <summary>Says something of one line or several; figures go with the first.</summary>
    public void Say(string level, string kind, string text, IReadOnlyDictionary<string, object?>? figures = null)
    {
        foreach (string one in text.Split('\n'))
        {
            log.Write(level, kind, one, figures);
            figures = null;
        }
    }

    /// <summary>Prints no more.</summary>
    public void Dispose()
    {
        log.Written = null;
        line?.Dispose();
    }

    // How far the run is has a line of its own.
    private void PrintText(LogLine written)
    {
        if (written.Event != Progress)
            line!.Print(written.Level == "error" ? $"latentsim: {written.Text}" : written.Text);
    }
}
