namespace LatentSim.Engine.Experiments;

/// <summary>The speedup of one integrator with one timestep.</summary>
/// <param name="Subject">It.</param>
/// <param name="Window">S_R, the frames that it starts from.</param>
/// <param name="Step">t_R, the seconds of one step and of reading its frame.</param>
/// <param name="Speedup">S_p by equation 3, against Verlet with the timestep Delta.</param>
/// <param name="IsTrained">Whether its weights are those of a training.</param>
/// <param name="Energy">Its largest |delta E| running free; null where it is not trained.</param>
/// <param name="Position">Its position error at the end, running free; null where it is not trained, or particles are many.</param>
/// <param name="AsGoodInEnergy">Verlet whose energy stays as close; null where it is not trained or diverged.</param>
/// <param name="AsGoodInPosition">Verlet whose positions stay as close; null where it is not trained or diverged, or particles are many.</param>
internal sealed record SpeedupRow(
    Subject Subject, int Window, double Step, double Speedup, bool IsTrained, double? Energy = null, double? Position = null,
    VerletAsGood? AsGoodInEnergy = null, VerletAsGood? AsGoodInPosition = null);
