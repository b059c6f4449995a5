using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>What an integrator is trained on: a sweep of Verlet trajectories that are made when they are needed.</summary>
/// <param name="System">The system.</param>
/// <param name="Timestep">Delta_R, a whole multiple of the system's Verlet timestep.</param>
/// <param name="Simulations">The number of trajectories.</param>
/// <param name="Duration">The time that each lasts, t_f.</param>
/// <param name="Seed">The seed of the sweep; simulation i is a function of the seed and i.</param>
public sealed record IntegratorData(ParticleSystem System, double Timestep, int Simulations, double Duration, ulong Seed)
{
    /// <summary>Verlet timesteps in one timestep of the integrator.</summary>
    public int VerletSteps => (int)Math.Round(Timestep / System.VerletTimestep);

    /// <summary>Frames of each trajectory, Delta_R apart, with the start.</summary>
    public int Frames => (int)Math.Floor((Duration / Timestep) + 1e-9) + 1;
}
