namespace LatentSim.Analysis.Reports;

/// <summary>The unit that the times of one picture or table share.</summary>
/// <param name="Name">"ns".</param>
/// <param name="Scale">Picoseconds in it.</param>
internal sealed record TimeUnit(string Name, double Scale)
{
    private static readonly TimeUnit[] All = [new("ps", 1), new("ns", 1e3), new("us", 1e6), new("ms", 1e9)];

    /// <summary>The largest unit in which the greatest of the times, in ps, is ten or more.</summary>
    internal static TimeUnit For(IEnumerable<double?> times)
    {
        var greatest = times.OfType<double>().Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return All.Last(unit => unit.Scale == 1 || greatest >= 10 * unit.Scale);
    }

    /// <summary>A time in ps in this unit.</summary>
    internal double? Of(double? picoseconds) => picoseconds / Scale;

    /// <summary>A time with its error in ps in this unit.</summary>
    internal PlotPoint Of(PlotPoint point) => new(Of(point.Value), Of(point.Error));

    /// <summary>"₁₂".</summary>
    internal static string Subscript(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('₀' + digit - '0')));
}
