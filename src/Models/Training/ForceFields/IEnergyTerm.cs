using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>One kind of energy in tensor operations.</summary>
internal interface IEnergyTerm
{
    /// <summary>Which it is.</summary>
    ForceFieldTerm Term { get; }

    /// <summary>The energies [1, batch], kJ/mol.</summary>
    torch.Tensor Energies(EnergyInput input);
}
