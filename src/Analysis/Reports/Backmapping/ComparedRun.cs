namespace LatentSim.Analysis.Reports;

/// <summary>Another run that is drawn beside the one that a report is of.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Frames">Its comparison with the same MD; null where its frames were not compared.</param>
/// <param name="Energies">Its potential energies; null where they were not compared.</param>
public sealed record ComparedRun(string Name, BackmapComparison? Frames, EnergyComparison? Energies);
