using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>
/// What energies of a trajectory are compared with: (E_t - E_0) / E_0, as the paper has it. E_0 has no meaning of its own, a constant can be added to any
/// potential, so where |E_0| is less than a tenth of the mean kinetic energy the change is divided by that mean instead.
/// </summary>
/// <param name="Initial">E_0, the energy of the start.</param>
/// <param name="Kinetic">The mean kinetic energy of Verlet's trajectory.</param>
internal sealed record EnergyScale(double Initial, double Kinetic)
{
    private const double LeastFraction = 0.1;
    private const double KineticDuration = 200;
    private const int StepsBetweenSamples = 20;

    /// <summary>Whether E_0 is too near zero to divide by.</summary>
    public bool IsKinetic => Math.Abs(Initial) < LeastFraction * Kinetic;

    /// <summary>Of a trajectory, over its first 200 time units.</summary>
    public static EnergyScale Of(ParticleSystem system, ParticleState start)
    {
        var verlet = new ParticleVerlet(system, start, system.VerletTimestep);
        double initial = verlet.TotalEnergy;
        long samples = Math.Max(1, (long)(KineticDuration / system.VerletTimestep / StepsBetweenSamples));
        double sum = 0;
        for (long sample = 0; sample < samples; sample++)
        {
            verlet.Advance(StepsBetweenSamples);
            sum += verlet.KineticEnergy;
        }

        return new EnergyScale(initial, sum / samples);
    }

    /// <summary>delta E of an energy.</summary>
    public double Deviation(double energy) => (energy - Initial) / (IsKinetic ? Kinetic : Initial);
}
