namespace LatentSim.Engine.Experiments;

/// <summary>The energy deviations of one subject on the test trajectory.</summary>
/// <param name="Subject">It.</param>
/// <param name="Deviations">Its deviations.</param>
internal sealed record EnergyRow(Subject Subject, EnergyDeviations Deviations);
