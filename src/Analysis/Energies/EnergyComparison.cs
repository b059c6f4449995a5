namespace LatentSim.Analysis;

/// <summary>Potential energies of a run and of MD.</summary>
/// <param name="Run">The run's.</param>
/// <param name="Truth">MD's.</param>
/// <param name="Rows">The figures.</param>
public sealed record EnergyComparison(EnergySample Run, EnergySample Truth, IReadOnlyList<ComparisonRow> Rows);
