using LatentSim.Models.Backmapper;
using LatentSim.Models.Stages;

namespace LatentSim.Models.Weights;

/// <summary>The weights of a backmapper: <see cref="FlowBackmapperWeights"/> or <see cref="VoxelBackmapperWeights"/>.</summary>
public interface IBackmapperWeights
{
    /// <summary>For each coarse site, the atom that lies there, ascending.</summary>
    int[] CoarseAtoms { get; }

    /// <summary>The number of coarse sites.</summary>
    int Sites { get; }

    /// <summary>The number of atoms, those of the coarse sites included.</summary>
    int Atoms { get; }

    /// <summary>Whether the atoms one step before are part of the condition; without them each frame is drawn by itself.</summary>
    bool UsesPrevious { get; }

    /// <summary>Where a trajectory's first frame starts from.</summary>
    BackmapperSeeds Seeds { get; }

    /// <summary>What does not fit together, or null.</summary>
    string? Problem();

    /// <summary>Makes the kernel.</summary>
    /// <param name="limit">The energy that its frames may have; null to take every draw.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    IBackmapper CreateBackmapper(EnergyLimit? limit = null);
}
