namespace LatentSim.Engine.Experiments;

/// <summary>The speedup of one integrator with one timestep.</summary>
/// <param name="Subject">It.</param>
/// <param name="Window">S_R, the frames that it starts from.</param>
/// <param name="Step">t_R, the seconds of one step.</param>
/// <param name="Speedup">S_p by equation 3, against Verlet with the timestep Delta.</param>
/// <param name="IsTrained">Whether its weights are those of a training.</param>
/// <param name="Deviation">Its largest |delta E| running free; null where it is not trained.</param>
/// <param name="Fair">Verlet with the largest timestep whose energy stays as close; null where there is none.</param>
internal sealed record SpeedupRow(Subject Subject, int Window, double Step, double Speedup, bool IsTrained, double? Deviation, FairVerlet? Fair);
