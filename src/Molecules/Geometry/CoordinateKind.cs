namespace LatentSim.Molecules.Geometry;

/// <summary>What an internal coordinate measures.</summary>
public enum CoordinateKind
{
    /// <summary>A distance to the atom it is placed from, nm.</summary>
    Bond = 0,

    /// <summary>An angle, radians in [0, pi].</summary>
    Angle = 1,

    /// <summary>A torsion, proper or improper, radians in (-pi, pi].</summary>
    Torsion = 2,

    /// <summary>A second distance, in place of an angle, nm.</summary>
    Distance = 3,
}
