namespace LatentSim.Molecules.CoarseGraining;

/// <summary>The volume element that belongs to an internal coordinate.</summary>
internal enum CoordinateVolume
{
    /// <summary>Of a bond of length r: r^2.</summary>
    Bond,

    /// <summary>Of an angle theta: sin(theta).</summary>
    Angle,

    /// <summary>Of a torsion: 1.</summary>
    Torsion,
}
