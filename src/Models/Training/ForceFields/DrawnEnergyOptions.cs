using LatentSim.Molecules.ForceFields;

namespace LatentSim.Models.Training;

/// <summary>How a flow backmapper is held to the potential energies of its data while it is trained.</summary>
/// <param name="ForceField">The force field of all atoms.</param>
/// <param name="Weight">The weight of the energy distance beside the likelihood, nats.</param>
/// <param name="FirstEpoch">The first epoch, counted from 1, with it.</param>
public sealed record DrawnEnergyOptions(ForceField ForceField, double Weight, int FirstEpoch)
{
    internal void Check(int atoms)
    {
        OptionCheck.AtLeast("energy weight", Weight, 0);
        OptionCheck.AtLeast("energy epoch", FirstEpoch, 1);
        if (ForceField.AtomCount != atoms)
            throw new ArgumentException($"The force field has {ForceField.AtomCount} atoms, expected {atoms}.");
    }
}
