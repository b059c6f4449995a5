namespace LatentSim.Engine.Experiments;

/// <summary>One subject's energy and what its particles do.</summary>
/// <param name="Subject">It.</param>
/// <param name="Energy">Its energy deviations.</param>
/// <param name="Comparison">How far it is from Verlet.</param>
/// <param name="Properties">What its particles do; null where it diverged.</param>
internal sealed record FluidRow(Subject Subject, EnergyDeviations Energy, FluidComparison Comparison, FluidProperties? Properties);
