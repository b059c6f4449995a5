namespace LatentSim.Analysis.Reports;

/// <summary>Colours as classes of the style sheet.</summary>
internal static class SeriesColors
{
    private static readonly SeriesColor[] Free = [SeriesColor.Green, SeriesColor.Purple, SeriesColor.Amber, SeriesColor.Sky, SeriesColor.Brown, SeriesColor.Grey];

    /// <summary>The class of a colour.</summary>
    internal static string Class(SeriesColor color) => color.ToString().ToLowerInvariant();

    /// <summary>The classes of several: those that have no colour get the next that is free.</summary>
    internal static string[] Classes(IEnumerable<SeriesColor?> colors)
    {
        var given = colors.ToArray();
        var free = Free.Except(given.OfType<SeriesColor>()).DefaultIfEmpty(SeriesColor.Grey).ToArray();
        var next = 0;
        return Array.ConvertAll(given, color => Class(color ?? free[next++ % free.Length]));
    }
}
