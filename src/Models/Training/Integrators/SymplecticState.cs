namespace LatentSim.Models.Training;

/// <summary>A state of a reduced system, what it becomes, and the length of the stages that are to take it there.</summary>
/// <param name="Ratio">The length of a stage over the longest.</param>
/// <param name="Start">[2, particle, 3].</param>
/// <param name="Middle">After the shorter of two windows.</param>
/// <param name="End">After the longer.</param>
/// <param name="Energy">The energy of all three.</param>
internal sealed record SymplecticState(double Ratio, double[] Start, double[] Middle, double[] End, double Energy);
