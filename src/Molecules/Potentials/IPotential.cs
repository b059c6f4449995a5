namespace LatentSim.Molecules.Potentials;

/// <summary>A potential energy of some coordinates. Immutable, so that trajectories on several threads can share it.</summary>
public interface IPotential
{
    /// <summary>The number of coordinates: three for each atom of a molecule, as few as one for a model system.</summary>
    int CoordinateCount { get; }

    /// <summary>Adds the forces of this potential to <paramref name="forces"/> and tells its energy, kJ/mol. Allocates nothing.</summary>
    /// <param name="positions">[coordinate], for molecules [atom, 3], nm.</param>
    /// <param name="forces">[coordinate], kJ/(mol nm): minus the gradient is added.</param>
    double AddForces(ReadOnlySpan<double> positions, Span<double> forces);
}
