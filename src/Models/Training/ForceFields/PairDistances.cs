using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The distances of all pairs of atoms, both orders, in rows [first, second] of a batch.</summary>
internal sealed class PairDistances
{
    /// <summary>Measures them.</summary>
    /// <param name="positions">[atom, 3, batch], nm.</param>
    /// <param name="shortest">The shortest distance, nm.</param>
    public PairDistances(torch.Tensor positions, double shortest)
    {
        torch.Tensor ways = positions.unsqueeze(1) - positions.unsqueeze(0);
        Squares = (ways * ways).sum([2L]);
        torch.Tensor distances = Squares.clamp_min(VectorTensors.SmallestSquare).sqrt();
        Distances = distances.clamp_min(shortest);
        Inverse = Distances.reciprocal();
        Overlap = (shortest - distances).relu();
    }

    /// <summary>[first, second, batch] the squares of the distances, nm^2.</summary>
    public torch.Tensor Squares { get; }

    /// <summary>[first, second, batch] the distances, but none shorter than the shortest, nm.</summary>
    public torch.Tensor Distances { get; }

    /// <summary>[first, second, batch] the inverse of <see cref="Distances"/>, 1/nm.</summary>
    public torch.Tensor Inverse { get; }

    /// <summary>[first, second, batch] how much the true distance is shorter than the shortest, nm.</summary>
    public torch.Tensor Overlap { get; }
}
