namespace LatentSim.Analysis;

/// <summary>What <see cref="RunningLatents"/> has estimated so far.</summary>
/// <param name="Frames">Frames counted, of all walkers.</param>
/// <param name="Walkers">Walkers counted so far.</param>
/// <param name="LagTime">Time of one step in ps.</param>
/// <param name="Low">Lower edge of the first bin of psi_1, on the propagator's [0, 1] scale.</param>
/// <param name="High">Upper edge of the last bin.</param>
/// <param name="Counts">Counts of psi_1 in equal bins.</param>
/// <param name="Outside">Values of psi_1 outside the bins.</param>
/// <param name="FreeEnergy">F(psi_1) in kT, bin by bin, its minimum zero; null in a bin without counts, its error null where a group of walkers has none.</param>
/// <param name="AutocorrelationTimes">Time in ps of the exponential that fits each coordinate's autocorrelation function best.</param>
public sealed record LatentEstimates(
    long Frames, int Walkers, double LagTime, double Low, double High, long[] Counts, long Outside, Estimate[] FreeEnergy, Estimate[] AutocorrelationTimes);
