namespace LatentSim.Molecules.Particles;

/// <summary>
/// Energies and forces of a system: equations 7 to 16 of Kadupitiya, Fox and Jadhao (2020), supporting information. In the periodic cube pairs are taken by
/// minimum image and truncated at half the edge by the shifted-force method (Toxvaerd and Dyre, J. Chem. Phys. 134, 081102 (2011)), with which the energy and
/// the force are continuous; in the sphere there is no truncation. The wall of the sphere has no energy.
/// </summary>
public sealed class ParticleEnergy
{
    private readonly ParticleSystem system;
    private readonly PairPotential pair;

    /// <summary>Prepares a system.</summary>
    /// <exception cref="ArgumentException">The system has a problem.</exception>
    public ParticleEnergy(ParticleSystem system)
    {
        ParticleChecks.Require(system);
        this.system = system;
        pair = new PairPotential(system);
    }

    /// <summary>The potential energy.</summary>
    /// <param name="positions">[particle, dimension], wrapped or not.</param>
    /// <param name="stiffness">The spring constant k; ignored where the potential has none.</param>
    /// <exception cref="ArgumentException">There are not as many coordinates as the system has.</exception>
    public double Potential(ReadOnlySpan<double> positions, double stiffness)
    {
        ParticleChecks.RequireLength(positions.Length, system.CoordinateCount, nameof(positions));
        return system.Potential == ParticlePotential.LennardJones ? pair.Energy(positions) : Well(positions[0], stiffness).Energy;
    }

    /// <summary>Computes the forces and returns the potential energy.</summary>
    /// <param name="positions">[particle, dimension], wrapped or not.</param>
    /// <param name="stiffness">The spring constant k; ignored where the potential has none.</param>
    /// <param name="forces">[particle, dimension], overwritten.</param>
    /// <exception cref="ArgumentException">There are not as many coordinates as the system has.</exception>
    public double Forces(ReadOnlySpan<double> positions, double stiffness, Span<double> forces)
    {
        ParticleChecks.RequireLength(positions.Length, system.CoordinateCount, nameof(positions));
        ParticleChecks.RequireLength(forces.Length, system.CoordinateCount, nameof(forces));
        if (system.Potential == ParticlePotential.LennardJones)
            return pair.Forces(positions, forces);
        (double energy, forces[0]) = Well(positions[0], stiffness);
        return energy;
    }

    /// <summary>The potential and kinetic energy of a frame.</summary>
    /// <param name="frame">[2, particle, dimension], positions followed by velocities.</param>
    /// <param name="mass">The mass of a particle.</param>
    /// <param name="stiffness">The spring constant k; ignored where the potential has none.</param>
    /// <exception cref="ArgumentException">There are not as many coordinates as the system has.</exception>
    public double Total(ReadOnlySpan<double> frame, double mass, double stiffness)
    {
        ParticleChecks.RequireLength(frame.Length, 2 * system.CoordinateCount, nameof(frame));
        return Potential(frame[..system.CoordinateCount], stiffness) + Kinetic(frame[system.CoordinateCount..], mass);
    }

    /// <summary>The kinetic energy.</summary>
    internal static double Kinetic(ReadOnlySpan<double> velocities, double mass)
    {
        double sum = 0;
        foreach (double velocity in velocities)
            sum += velocity * velocity;
        return 0.5 * mass * sum;
    }

    private (double Energy, double Force) Well(double x, double stiffness)
    {
        switch (system.Potential)
        {
            case ParticlePotential.Harmonic:
                return (0.5 * stiffness * x * x, -stiffness * x);
            case ParticlePotential.LennardJonesWell:
                double ratio = system.Sigma / x;
                double sixth = ratio * ratio * ratio * ratio * ratio * ratio;
                return (4 * system.Epsilon * sixth * (sixth - 1), 48 * system.Epsilon / x * sixth * (sixth - 0.5));
            case ParticlePotential.DoubleWell:
                return (((0.25 * x * x) - 0.5) * x * x, x - (x * x * x));
            default:
                double phase = 30 * (x + 5);
                return (((((((((x - 1) * x) - 16) * x) + 4) * x) + 48) / 50) + (Math.Sin(phase) / 5), ((((((-4 * x) + 3) * x) + 32) * x - 4) / 50) - (6 * Math.Cos(phase)));
        }
    }
}
