namespace LatentSim.Models.Weights;

/// <summary>
/// What is subtracted from the network's latents so that they say nothing of known coordinates (deflation; Sidky et al. 2020, section 2.1; Husic and Noe 2019):
/// for each latent a sum of functions of each coordinate, the part of it that these predict over the training data.
/// </summary>
/// <param name="Coordinates">The coordinates.</param>
/// <param name="Coefficients">[latent, function], the functions of the coordinates one after the other.</param>
public sealed record Deflation(IReadOnlyList<DeflatedCoordinate> Coordinates, float[] Coefficients)
{
    /// <summary>The functions of all coordinates.</summary>
    public int Functions => Coordinates.Sum(coordinate => coordinate.Functions);
}
