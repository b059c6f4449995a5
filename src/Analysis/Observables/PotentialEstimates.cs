namespace LatentSim.Analysis;

/// <summary>The energy that a share of the frames lies below.</summary>
/// <param name="Share">The share.</param>
/// <param name="Energy">The energy, kJ/mol; null without frames.</param>
public sealed record EnergyQuantile(double Share, double? Energy);

/// <summary>The potential energies of a run's frames so far: potentialEnergy in its observables.json.</summary>
/// <param name="Frames">Frames counted, of all walkers.</param>
/// <param name="Mean">The mean, kJ/mol; its error from the scatter of the walkers, or of blocks of time where there are fewer than five.</param>
/// <param name="Deviation">The standard deviation over all frames, kJ/mol.</param>
/// <param name="Least">The lowest, kJ/mol.</param>
/// <param name="Most">The highest, kJ/mol.</param>
/// <param name="Quantiles">Quantiles.</param>
/// <param name="Coinciding">Frames with two atoms in one place, whose energy is infinite; the figures above leave them out.</param>
/// <param name="Limit">The energy above which frames are drawn again, kJ/mol; null where there is none.</param>
/// <param name="Redrawn">Frames that were above it as they were drawn first; null without a limit.</param>
/// <param name="Above">Frames that still are; null without a limit.</param>
public sealed record PotentialEstimates(
    long Frames, Estimate Mean, double? Deviation, double? Least, double? Most, EnergyQuantile[] Quantiles, long Coinciding, double? Limit, long? Redrawn, long? Above)
{
    /// <summary>The shares that quantiles are given for.</summary>
    public static readonly IReadOnlyList<double> Shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
}
