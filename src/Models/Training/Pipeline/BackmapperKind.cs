namespace LatentSim.Models.Training;

/// <summary>Which backmapper is trained.</summary>
public enum BackmapperKind
{
    /// <summary>None: the simulator ends with coarse frames.</summary>
    None = 0,

    /// <summary>A conditional spline flow on internal coordinates.</summary>
    Flow = 1,

    /// <summary>The published conditional variational autoencoder on voxelized densities.</summary>
    Voxel = 2,
}
