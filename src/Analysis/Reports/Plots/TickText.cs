using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>Numbers as they stand beside ticks.</summary>
internal static class TickText
{
    private const double MostPlain = 1e5;

    /// <summary>A number with some decimals; large ones as 2×10⁶.</summary>
    internal static string Of(double value, int decimals)
    {
        if (Math.Abs(value) < MostPlain) return value.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');
        var power = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
        return $"{(value / Math.Pow(10, power)).ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−')}×10{Raised(power)}";
    }

    /// <summary>lead × 10^power.</summary>
    internal static string OfFactor(int lead, int power)
    {
        if (power is >= -3 and <= 3) return (lead * Math.Pow(10, power)).ToString("0.###", CultureInfo.InvariantCulture);
        return lead == 1 ? $"10{Raised(power)}" : $"{lead}×10{Raised(power)}";
    }

    private static string Raised(int power) =>
        string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}
