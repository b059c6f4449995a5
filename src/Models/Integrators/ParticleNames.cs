using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>What potentials and boundaries are called in configurations and model files.</summary>
public static class ParticleNames
{
    private static readonly (ParticlePotential Value, string Name)[] PotentialTable =
    [
        (ParticlePotential.Harmonic, "harmonic"), (ParticlePotential.LennardJonesWell, "lennard-jones-1d"), (ParticlePotential.DoubleWell, "double-well"),
        (ParticlePotential.Rugged, "rugged"), (ParticlePotential.LennardJones, "lennard-jones"),
    ];

    private static readonly (ParticleBoundary Value, string Name)[] BoundaryTable =
        [(ParticleBoundary.None, "none"), (ParticleBoundary.Periodic, "periodic"), (ParticleBoundary.Sphere, "sphere")];

    /// <summary>The potentials' names.</summary>
    public static IReadOnlyList<string> Potentials { get; } = [.. PotentialTable.Select(entry => entry.Name)];

    /// <summary>The boundaries' names.</summary>
    public static IReadOnlyList<string> Boundaries { get; } = [.. BoundaryTable.Select(entry => entry.Name)];

    /// <summary>The name of a potential.</summary>
    public static string Of(ParticlePotential potential) => PotentialTable.First(entry => entry.Value == potential).Name;

    /// <summary>The name of a boundary.</summary>
    public static string Of(ParticleBoundary boundary) => BoundaryTable.First(entry => entry.Value == boundary).Name;

    /// <summary>The potential of a name; null where there is none.</summary>
    public static ParticlePotential? Potential(string name) => Array.Find(PotentialTable, entry => entry.Name == name) is { Name: not null } found ? found.Value : null;

    /// <summary>The boundary of a name; null where there is none.</summary>
    public static ParticleBoundary? Boundary(string name) => Array.Find(BoundaryTable, entry => entry.Name == name) is { Name: not null } found ? found.Value : null;
}
