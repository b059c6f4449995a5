using System.Globalization;

namespace LatentSim.Engine.Experiments;

/// <summary>Numbers as tables show them.</summary>
internal static class FigureText
{
    /// <summary>Three digits, with a power of ten where the number is small or large.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
            return "-";
        if (double.IsInfinity(value))
            return "diverged";
        double size = Math.Abs(value);
        if (size == 0)
            return "0";
        return size is >= 0.01 and < 99_950 ? Plain(value, size) : value.ToString("0.0#e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
    }

    /// <summary>A timestep or a time, as it was given.</summary>
    public static string OfTime(double time) => time.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Plain(double value, double size) => value.ToString($"F{Math.Max(0, 2 - (int)Math.Floor(Math.Log10(size)))}", CultureInfo.InvariantCulture);
}
