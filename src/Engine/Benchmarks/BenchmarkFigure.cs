namespace LatentSim.Engine.Benchmarks;

/// <summary>One line of the table: what was measured, against what.</summary>
/// <param name="Name">What the figure is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit; x for a ratio of two rates.</param>
/// <param name="Asked">What is asked of it; empty where it is only measured.</param>
/// <param name="Met">Whether it is what is asked; null where nothing is, or it could not be measured.</param>
/// <param name="Baseline">What it was measured against, and what that gave.</param>
internal sealed record BenchmarkFigure(string Name, double? Value, string Unit, string Asked, bool? Met, string Baseline)
{
    /// <summary>A figure that nothing is asked of.</summary>
    public static BenchmarkFigure Of(string name, double value, string unit, string baseline = "") => new(name, value, unit, "", null, baseline);

    /// <summary>A figure of which at least so much is asked.</summary>
    public static BenchmarkFigure AtLeast(string name, double value, string unit, double asked, string baseline) =>
        new(name, value, unit, FormattableString.Invariant($">= {asked} {unit}"), value >= asked, baseline);

    /// <summary>A figure of which at most so much is asked.</summary>
    public static BenchmarkFigure AtMost(string name, double value, string unit, double asked, string baseline) =>
        new(name, value, unit, FormattableString.Invariant($"<= {asked} {unit}"), value <= asked, baseline);

    /// <summary>A figure that this machine cannot measure.</summary>
    public static BenchmarkFigure Missing(string name, string asked, string why) => new(name, null, "", asked, null, why);
}
