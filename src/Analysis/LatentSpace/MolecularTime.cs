using System.Globalization;

namespace LatentSim.Analysis;

/// <summary>Times with errors as tables print them, in ps, ns, us or ms.</summary>
internal static class MolecularTime
{
    private static readonly string[] Units = ["ps", "ns", "us", "ms"];

    /// <summary>"12.3 ± 0.4 ns"; "not resolved" where there is no time.</summary>
    internal static string Text(double? picoseconds, double? error)
    {
        if (picoseconds is not { } time || !double.IsFinite(time)) return "not resolved";
        var unit = UnitOf(time);
        var scale = Math.Pow(1000, unit);
        var text = Number(time / scale, "G4");
        return error is { } e && double.IsFinite(e) ? $"{text} ± {Number(e / scale, "G2")} {Units[unit]}" : $"{text} {Units[unit]}";
    }

    /// <summary>"0.4 ns": an error alone, to two digits.</summary>
    internal static string Error(double picoseconds)
    {
        var unit = UnitOf(picoseconds);
        return $"{Number(picoseconds / Math.Pow(1000, unit), "G2")} {Units[unit]}";
    }

    private static int UnitOf(double time) => time >= 1000 ? Math.Min((int)(Math.Log10(time) / 3), Units.Length - 1) : 0;

    private static string Number(double value, string format)
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? value.ToString("F0", CultureInfo.InvariantCulture) : text;
    }
}
