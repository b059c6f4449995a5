namespace LatentSim.Engine.Terminal;

/// <summary>How a command says on standard error what happens.</summary>
public enum LogFormat
{
    /// <summary>Lines for people, and one that tells how far the command is.</summary>
    Text,

    /// <summary>Lines for programs: a JSON object each.</summary>
    Json,
}
