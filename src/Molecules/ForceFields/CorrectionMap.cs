using System.Collections.Immutable;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A CMAP: energies of two torsions on a periodic square grid, between which bicubic splines interpolate.</summary>
/// <param name="Size">Points along one torsion: they lie at 0, 2 pi / size, ...</param>
/// <param name="Energies">[second torsion, first torsion], kJ/mol.</param>
public sealed record CorrectionMap(int Size, ImmutableArray<double> Energies)
{
    /// <summary>The fewest points along one torsion: fewer define no periodic spline.</summary>
    public const int SmallestSize = 3;
}
