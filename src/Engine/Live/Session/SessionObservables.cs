using System.Diagnostics;
using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Live.Session;

/// <summary>The running estimates of a run in this process, as text: of a state that the run hands out while someone asks. Safe for any number of threads.</summary>
/// <param name="session">The run.</param>
internal sealed class SessionObservables(RunSession session)
{
    private readonly Lock changing = new();
    private string? text = Read(session);
    private long version;
    private bool isFinished;

    /// <summary>The newest text; the same instance until there is another. While one caller makes it, the others get the one before.</summary>
    public string? Text()
    {
        (byte[]? state, long newest) = session.Growing.Ask();
        if (state is null || !changing.TryEnter())
            return Volatile.Read(ref text);
        try
        {
            if (newest > version && !isFinished)
                (text, version) = (Report(state), newest);
            return text;
        }
        finally
        {
            changing.Exit();
        }
    }

    /// <summary>The run has ended: its last checkpoint tells the rest.</summary>
    public void Finish()
    {
        string? last = Read(session);
        lock (changing)
        {
            isFinished = true;
            text = last == text ? text : last;
        }
    }

    private string Report(byte[] state)
    {
        long start = Stopwatch.GetTimestamp();
        string report = session.Statistics.Report(state);
        session.Growing.Spent(Stopwatch.GetElapsedTime(start));
        return report;
    }

    private static string? Read(RunSession session)
    {
        try
        {
            return File.Exists(session.Directory.ObservablesFile) ? File.ReadAllText(session.Directory.ObservablesFile) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
