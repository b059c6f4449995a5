namespace LatentSim.Models.Weights;

/// <summary>Latent points of the training data among which each walker's start is drawn, all equally likely.</summary>
/// <param name="Dimension">The number of latent coordinates, m.</param>
/// <param name="Values">The points, [point, m], on the scale [0, 1].</param>
public sealed record StartLatents(int Dimension, float[] Values)
{
    /// <summary>The number of points.</summary>
    public int Count => Values.Length / Dimension;
}
