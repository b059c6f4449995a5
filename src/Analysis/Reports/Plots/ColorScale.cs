namespace LatentSim.Analysis.Reports;

/// <summary>Colours for numbers from a low to a high end.</summary>
public sealed class ColorScale
{
    private readonly (double R, double G, double B)[] _stops;

    private ColorScale(double low, double high, params int[] stops)
    {
        (Low, High) = (low, high);
        _stops = Array.ConvertAll(stops, c => ((double)(c >> 16), (double)(c >> 8 & 255), (double)(c & 255)));
    }

    /// <summary>The number that has the first colour.</summary>
    public double Low { get; }

    /// <summary>The number that has the last colour.</summary>
    public double High { get; }

    /// <summary>From dark to bright, evenly for the eye, in colour blindness too (after "viridis").</summary>
    public static ColorScale Sequential(double low, double high) =>
        new(low, high, 0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725);

    /// <summary>From blue through grey at zero to orange, for differences up to <paramref name="most"/> either way.</summary>
    public static ColorScale Diverging(double most) => new(-most, most, 0x1F5FA8, 0x6A9BD1, 0xB5C9DE, 0xD9D9D6, 0xEBC49B, 0xDE8F45, 0xB35806);

    /// <summary>The colour of a number, those beyond an end as at the end: "#rrggbb".</summary>
    public string Of(double value)
    {
        var place = Math.Clamp((value - Low) / (High - Low), 0, 1) * (_stops.Length - 1);
        var i = Math.Min((int)place, _stops.Length - 2);
        var (a, b, part) = (_stops[i], _stops[i + 1], place - i);
        return $"#{Mix(a.R, b.R, part):x2}{Mix(a.G, b.G, part):x2}{Mix(a.B, b.B, part):x2}";
    }

    /// <summary>Whether the colour of a number is dark, so that what stands on it must be bright.</summary>
    internal bool IsDark(double value)
    {
        var code = Convert.ToInt32(Of(value)[1..], 16);
        return 0.299 * (code >> 16) + 0.587 * (code >> 8 & 255) + 0.114 * (code & 255) < 128;
    }

    private static int Mix(double a, double b, double part) => (int)Math.Round(a + (b - a) * part);
}
