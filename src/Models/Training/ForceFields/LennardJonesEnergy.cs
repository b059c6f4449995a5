using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Lennard-Jones energies of all pairs; below the shortest distance they go on along their tangents.</summary>
internal sealed class LennardJonesEnergy(PairParameters pairs, double shortest, EnergyConstants constants) : IEnergyTerm
{
    private readonly torch.Tensor repulsions = constants.Weights(pairs.Repulsion);
    private readonly torch.Tensor attractions = constants.Weights(pairs.Attraction);
    private readonly torch.Tensor slopes = constants.Weights(pairs.Repulsion.Zip(
        pairs.Attraction, (repulsion, attraction) => ((12 * repulsion / Math.Pow(shortest, 6)) - (6 * attraction)) / Math.Pow(shortest, 7)));

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.LennardJones;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input)
    {
        torch.Tensor inverse = input.Pairs.Inverse.flatten(0, 1);
        torch.Tensor square = inverse * inverse;
        torch.Tensor sixth = square * square * square;
        return repulsions.mm(sixth * sixth) - attractions.mm(sixth) + slopes.mm(input.Pairs.Overlap.flatten(0, 1));
    }
}
