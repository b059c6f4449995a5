using LatentSim.Molecules.Particles.Pairs;
using LatentSim.Molecules.Particles.Wells;

namespace LatentSim.Molecules.Particles;

/// <summary>
/// Energies and forces of a system: equations 7 to 16 of Kadupitiya, Fox and Jadhao (2020), supporting information. In the periodic cube pairs are taken by
/// minimum image and truncated at half the edge by the shifted-force method (Toxvaerd and Dyre, J. Chem. Phys. 134, 081102 (2011)), with which the energy and
/// the force are continuous; in the sphere there is no truncation. The wall of the sphere has no energy. Threads may share it.
/// </summary>
public sealed class ParticleEnergy
{
    private readonly ParticleSystem system;
    private readonly PairEnergy? pairs;

    /// <summary>Prepares a system.</summary>
    /// <exception cref="ArgumentException">The system has a problem.</exception>
    public ParticleEnergy(ParticleSystem system)
    {
        ParticleChecks.Require(system);
        this.system = system;
        pairs = system.Potential == ParticlePotential.LennardJones ? PairEnergy.Create(system) : null;
    }

    /// <summary>The potential energy.</summary>
    /// <param name="positions">[particle, dimension], wrapped or not.</param>
    /// <param name="stiffness">The spring constant k; ignored where the potential has none.</param>
    /// <exception cref="ArgumentException">There are not as many coordinates as the system has.</exception>
    public double Potential(ReadOnlySpan<double> positions, double stiffness)
    {
        ParticleChecks.RequireLength(positions.Length, system.CoordinateCount, nameof(positions));
        return pairs?.Energy(positions) ?? WellEnergy.Energy(system, stiffness, positions[0]);
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
        if (pairs is not null)
            return pairs.Forces(positions, forces);
        forces[0] = WellEnergy.Force(system, stiffness, positions[0]);
        return WellEnergy.Energy(system, stiffness, positions[0]);
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
}
