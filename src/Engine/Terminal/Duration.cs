using System.Globalization;

namespace LatentSim.Engine.Terminal;

/// <summary>Times as people say them.</summary>
public static class Duration
{
    private const double WholeFrom = 1000;

    /// <summary>Seconds as 42 s, 3 min 20 s, 5 h 10 min or 3 d 4 h.</summary>
    public static string Of(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0)
            return "unknown";
        TimeSpan time = TimeSpan.FromSeconds(Math.Min(seconds, 1e10));
        if (time.TotalSeconds < 60)
            return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s");
        if (time.TotalMinutes < 60)
            return $"{time.Minutes} min {time.Seconds} s";
        return time.TotalHours < 24 ? $"{time.Hours} h {time.Minutes} min" : $"{(int)time.TotalDays} d {time.Hours} h";
    }

    /// <summary>A time in a system's own unit: as <see cref="Molecular"/> for ps, else the number and the unit, such as 5,000,000 steps.</summary>
    public static string In(string unit, double time) =>
        unit == Models.ModelFile.Simulator.Picoseconds ? Molecular(time) : string.Create(CultureInfo.InvariantCulture, $"{(Math.Abs(time) < WholeFrom ? time : Math.Round(time)):#,0.###} {unit}");

    /// <summary>A molecular time, given in ps, as ps, ns, us or ms.</summary>
    public static string Molecular(double picoseconds)
    {
        (double value, string unit) = picoseconds switch
        {
            < 1e3 => (picoseconds, "ps"),
            < 1e6 => (picoseconds / 1e3, "ns"),
            < 1e9 => (picoseconds / 1e6, "us"),
            _ => (picoseconds / 1e9, "ms"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {unit}");
    }
}
