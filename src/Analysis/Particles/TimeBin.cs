namespace LatentSim.Analysis;

/// <summary>What fell into one bin of <see cref="TimeBins"/>.</summary>
/// <param name="Time">Its middle.</param>
/// <param name="Mean">The mean of the values.</param>
/// <param name="Largest">The largest magnitude.</param>
public sealed record TimeBin(double Time, double Mean, double Largest);
