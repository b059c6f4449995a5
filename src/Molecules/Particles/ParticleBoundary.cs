namespace LatentSim.Molecules.Particles;

/// <summary>What particles are enclosed in.</summary>
public enum ParticleBoundary
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A periodic cube, centred on the origin.</summary>
    Periodic = 1,

    /// <summary>A hard sphere around the origin, which reflects particles.</summary>
    Sphere = 2,
}
