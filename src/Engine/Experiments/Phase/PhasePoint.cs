namespace LatentSim.Engine.Experiments;

/// <summary>A point of phase space.</summary>
/// <param name="Time">When.</param>
/// <param name="Position">x.</param>
/// <param name="Velocity">v.</param>
/// <param name="EnergyDeviation">delta E.</param>
internal readonly record struct PhasePoint(double Time, double Position, double Velocity, double EnergyDeviation);
