using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Live.Session;

/// <summary>The running estimates of a run in this process, as text. Safe for any number of threads.</summary>
/// <param name="session">The run.</param>
internal sealed class SessionObservables(RunSession session)
{
    private readonly Lock changing = new();
    private string? text = Read(session);

    /// <summary>The newest text; the same instance until there is another.</summary>
    public string? Text()
    {
        lock (changing)
            return text;
    }

    /// <summary>The run has ended: its last checkpoint tells the rest.</summary>
    public void Finish()
    {
        string? last = Read(session);
        lock (changing)
            text = last == text ? text : last;
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
