namespace LatentSim.Engine.Live;

/// <summary>A line of the log.</summary>
/// <param name="Time">When.</param>
/// <param name="Level">information, warning or error.</param>
/// <param name="Event">What kind of line it is, a word of lower case letters and dashes: progress, news, client, server, end.</param>
/// <param name="Text">The line, without line breaks.</param>
public sealed record LogLine(DateTimeOffset Time, string Level, string Event, string Text)
{
    /// <summary>The line's figures, by name: numbers, texts, JSON elements, or null for what is not known.</summary>
    public IReadOnlyDictionary<string, object?> Figures { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;
}
