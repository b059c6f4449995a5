using LatentSim.Analysis.Reports;

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
        return $"{ErrorText.Of(time / scale, error / scale)} {Units[unit]}";
    }

    /// <summary>"160 ns": a time that is known exactly.</summary>
    internal static string Exact(double picoseconds)
    {
        var unit = UnitOf(picoseconds);
        return $"{Comparison.Text(picoseconds / Math.Pow(1000, unit), "G4")} {Units[unit]}";
    }

    /// <summary>"0.4 ns": an error alone, to two digits.</summary>
    internal static string Error(double picoseconds)
    {
        var unit = UnitOf(picoseconds);
        return $"{ErrorText.Rounded(picoseconds / Math.Pow(1000, unit))} {Units[unit]}";
    }

    private static int UnitOf(double time) => time >= 1000 ? Math.Min((int)(Math.Log10(time) / 3), Units.Length - 1) : 0;
}
