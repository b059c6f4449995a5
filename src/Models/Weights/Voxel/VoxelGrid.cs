namespace LatentSim.Models.Weights;

/// <summary>
/// A regular grid of n^3 points in a cube about the origin, on which each particle is a Gaussian (Shmilovich et al. 2022, equation 1). Points run from
/// -width / 2 to +width / 2 in each dimension, both included.
/// </summary>
/// <param name="Points">n, points along an edge.</param>
/// <param name="Width">The length of an edge, nm.</param>
/// <param name="Deviation">sigma of each particle's Gaussian, nm.</param>
public sealed record VoxelGrid(int Points, double Width, double Deviation)
{
    /// <summary>From point to point along an edge, nm.</summary>
    public double Spacing => Width / (Points - 1);

    /// <summary>n^3.</summary>
    public int Count => Points * Points * Points;
}
