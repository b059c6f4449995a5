using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>What the terms of an energy are computed from.</summary>
/// <param name="positions">[atom, 3, batch], nm.</param>
/// <param name="shortestDistance">See <see cref="PairDistances"/>.</param>
internal sealed class EnergyInput(torch.Tensor positions, double shortestDistance)
{
    private PairDistances? pairs;

    /// <summary>[atom, 3, batch], nm.</summary>
    public torch.Tensor Positions => positions;

    /// <summary>All pairs, measured once.</summary>
    public PairDistances Pairs => pairs ??= new PairDistances(positions, shortestDistance);
}
