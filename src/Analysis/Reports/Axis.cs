using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>One axis of a picture: what it shows, from where to where.</summary>
/// <param name="Label">What it shows, with its unit: "time (ps)".</param>
/// <param name="Minimum">Its lower end.</param>
/// <param name="Maximum">Its upper end.</param>
public sealed record Axis(string Label, double Minimum, double Maximum)
{
    /// <summary>An angle in degrees, all round.</summary>
    public static Axis Degrees(string label) => new(label, -180, 180) { TickSpacing = 90 };

    /// <summary>An axis that holds all the values, with a little room at either end; from zero where <paramref name="fromZero"/> says so.</summary>
    public static Axis Around(string label, IEnumerable<double> values, bool fromZero = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) return new Axis(label, 0, 1);
        var (low, high) = (fromZero ? Math.Min(0, finite.Min()) : finite.Min(), finite.Max());
        var room = high > low ? 0.05 * (high - low) : Math.Max(Math.Abs(high) * 0.1, 1e-6);
        return new Axis(label, fromZero && low >= 0 ? 0 : low - room, high + room);
    }

    /// <summary>Distance of ticks; null chooses a round one.</summary>
    public double? TickSpacing { get; init; }

    /// <summary>The ticks: round numbers 1, 2 or 5 times a power of ten apart, and how they are written.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks(int about = 5)
    {
        var spacing = TickSpacing ?? RoundSpacing((Maximum - Minimum) / about);
        var decimals = (int)Math.Clamp(Math.Ceiling(-Math.Log10(spacing) - 1e-9), 0, 10);
        var ticks = new List<(double, string)>();
        for (var i = (long)Math.Ceiling(Minimum / spacing - 1e-9); i * spacing <= Maximum + 1e-9 * spacing; i++)
            ticks.Add((i * spacing, (i * spacing).ToString("F" + decimals, CultureInfo.InvariantCulture)));
        return ticks;
    }

    /// <summary>Where a value lies between the ends: 0 to 1.</summary>
    internal double Place(double value) => (value - Minimum) / (Maximum - Minimum);

    private static double RoundSpacing(double raw)
    {
        if (!(raw > 0) || !double.IsFinite(raw)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var lead = raw / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }
}
