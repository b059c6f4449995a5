namespace LatentSim.Analysis.Reports;

/// <summary>Ticks of logarithmic axes.</summary>
internal static class LogarithmicTicks
{
    /// <summary>The fewest powers of ten that an axis chosen by its values spans.</summary>
    internal const double LeastDecades = 0.4;

    private static readonly int[] Leads = [1, 2, 5];

    internal static IReadOnlyList<(double Value, string Text)> Of(double low, double high, int about)
    {
        var decades = Math.Log10(high / low);
        int[] leads = decades < 1 ? [1, 2, 3, 4, 5, 6, 8] : decades < 2.5 ? Leads : [1];
        var every = (int)Math.Max(1, Math.Ceiling(decades / (about + 2)));
        var ticks = new List<(double, string)>();
        for (var power = (int)Math.Floor(Math.Log10(low)); power <= Math.Ceiling(Math.Log10(high)); power++)
        {
            foreach (var lead in leads)
            {
                var value = lead * Math.Pow(10, power);
                if (power % every == 0 && Inside(value, low, high)) ticks.Add((value, TickText.OfFactor(lead, power)));
            }
        }

        return ticks;
    }

    internal static IEnumerable<double> Minor(double low, double high)
    {
        for (var power = (int)Math.Floor(Math.Log10(low)); power <= Math.Ceiling(Math.Log10(high)); power++)
        {
            for (var lead = 1; lead < 10; lead++)
            {
                var value = lead * Math.Pow(10, power);
                if (Inside(value, low, high)) yield return value;
            }
        }
    }

    private static bool Inside(double value, double low, double high) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
}
