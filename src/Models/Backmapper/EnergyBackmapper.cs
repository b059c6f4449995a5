using LatentSim.Models.Stages;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Models.Backmapper;

/// <summary>Any backmapper, which also tells the potential energy of each frame that it draws: <see cref="FrameBlock.Energies"/>.</summary>
public sealed class EnergyBackmapper : IBackmapper
{
    private readonly IBackmapper backmapper;
    private readonly FrameEnergy energy;

    /// <summary>Adds energies to a backmapper's frames.</summary>
    /// <exception cref="ArgumentException">The potential is of another number of atoms.</exception>
    public EnergyBackmapper(IBackmapper backmapper, ForceFieldPotential potential)
    {
        if (potential.CoordinateCount != 3 * backmapper.Atoms)
            throw new ArgumentException($"An energy of {potential.CoordinateCount / 3} atoms for frames of {backmapper.Atoms}.", nameof(potential));

        this.backmapper = backmapper;
        energy = new FrameEnergy(potential);
    }

    /// <inheritdoc/>
    public int Sites => backmapper.Sites;

    /// <inheritdoc/>
    public int Atoms => backmapper.Atoms;

    /// <inheritdoc/>
    public void Backmap(ulong seed, FrameBlock coarse, Span<float> previous, FrameBlock atoms)
    {
        backmapper.Backmap(seed, coarse, previous, atoms);
        Span<double> energies = atoms.AddEnergies();
        int size = 3 * Atoms;
        for (int frame = 0; frame < energies.Length; frame++)
            energies[frame] = energy.Of(atoms.Values.Slice(frame * size, size));
    }
}
