namespace LatentSim.Analysis.Reports;

/// <summary>One axis of a picture: what it shows, from where to where.</summary>
/// <param name="Label">What it shows, with its unit: "time (ps)".</param>
/// <param name="Minimum">Its lower end; positive on a logarithmic axis.</param>
/// <param name="Maximum">Its upper end.</param>
public sealed record Axis(string Label, double Minimum, double Maximum)
{
    private const double Room = 0.05;

    /// <summary>An angle in degrees, all round.</summary>
    public static Axis Degrees(string label) => new(label, -180, 180) { TickSpacing = 90 };

    /// <summary>An axis that holds all the values, with a little room at either end; from zero where <paramref name="fromZero"/> says so.</summary>
    public static Axis Around(string label, IEnumerable<double> values, bool fromZero = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) return new Axis(label, 0, 1);
        var (low, high) = (fromZero ? Math.Min(0, finite.Min()) : finite.Min(), finite.Max());
        var room = high > low ? Room * (high - low) : Math.Max(Math.Abs(high) * 0.1, 1e-6);
        return new Axis(label, fromZero && low >= 0 ? 0 : low - room, high + room);
    }

    /// <summary>An axis that holds all the values and no more.</summary>
    public static Axis Over(string label, IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length > 0 && finite.Max() > finite.Min() ? new Axis(label, finite.Min(), finite.Max()) : Around(label, finite);
    }

    /// <summary>A logarithmic axis that holds all the positive values, with a little room at either end.</summary>
    public static Axis Logarithmic(string label, IEnumerable<double> values)
    {
        double[] positive = [.. values.Where(x => double.IsFinite(x) && x > 0)];
        if (positive.Length == 0) return new Axis(label, 0.1, 1) { IsLogarithmic = true };
        var (low, high) = (Math.Log10(positive.Min()), Math.Log10(positive.Max()));
        var room = Math.Max(Room * (high - low), (LogarithmicTicks.LeastDecades - (high - low)) / 2);
        return new Axis(label, Math.Pow(10, low - room), Math.Pow(10, high + room)) { IsLogarithmic = true };
    }

    /// <summary>Distance of ticks; null chooses a round one.</summary>
    public double? TickSpacing { get; init; }

    /// <summary>Whether equal factors, not equal differences, are equally far apart.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>
    /// The ticks and how they are written: round numbers 1, 2 or 5 times a power of ten apart; on a logarithmic axis powers of ten, with some of
    /// their multiples where there are few powers.
    /// </summary>
    public IReadOnlyList<(double Value, string Text)> Ticks(int about = 5)
    {
        if (IsLogarithmic) return LogarithmicTicks.Of(Minimum, Maximum, about);
        var spacing = TickSpacing ?? RoundSpacing((Maximum - Minimum) / about);
        var decimals = (int)Math.Clamp(Math.Ceiling(-Math.Log10(spacing) - 1e-9), 0, 10);
        var ticks = new List<(double, string)>();
        for (var i = (long)Math.Ceiling(Minimum / spacing - 1e-9); i * spacing <= Maximum + 1e-9 * spacing; i++)
            ticks.Add((i * spacing, TickText.Of(i * spacing, decimals)));
        return ticks;
    }

    /// <summary>Ticks without a number: 2, 3, ... 9 times the powers of ten of a logarithmic axis.</summary>
    internal IEnumerable<double> MinorTicks() => IsLogarithmic ? LogarithmicTicks.Minor(Minimum, Maximum) : [];

    /// <summary>Where a value lies between the ends: 0 to 1. One that is not positive lies far below a logarithmic axis.</summary>
    internal double Place(double value)
    {
        if (!IsLogarithmic) return (value - Minimum) / (Maximum - Minimum);
        return value > 0 ? Math.Log(value / Minimum) / Math.Log(Maximum / Minimum) : -10;
    }

    private static double RoundSpacing(double raw)
    {
        if (!(raw > 0) || !double.IsFinite(raw)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var lead = raw / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }
}
