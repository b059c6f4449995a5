using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Features;

/// <summary>What of a configuration the encoder sees, in this order: cosine and sine of each torsion, each distance in nm, and x, y, z in
/// nm of each aligned atom.</summary>
/// <param name="Torsions">The torsions.</param>
/// <param name="Distances">The pairs of atoms whose distances are taken.</param>
/// <param name="Aligned">The aligned atoms, if any.</param>
public sealed record FeatureDefinition(IReadOnlyList<TorsionAtoms> Torsions, IReadOnlyList<AtomPair> Distances, AlignedPositions? Aligned)
{
    /// <summary>For a system without a molecule: the numbers of each frame, which are the features as they are. Zero for a molecule.</summary>
    public int Columns { get; private init; }

    /// <summary>How many features there are.</summary>
    public int Count => Columns + (2 * Torsions.Count) + Distances.Count + (3 * (Aligned?.Atoms.Count ?? 0));

    /// <summary>The features of frames that are plain numbers, not atoms: the numbers themselves.</summary>
    public static FeatureDefinition OfColumns(int columns) => new([], [], null) { Columns = columns };

    /// <summary>Refuses a definition that does not suit a system.</summary>
    /// <param name="atomCount">How many atoms the system has.</param>
    /// <exception cref="InvalidInputException">There are no features, an atom is not there or is named twice in a feature, or reference
    /// positions do not fit.</exception>
    public void Check(int atomCount)
    {
        if (Torsions.Count == 0 && Distances.Count == 0 && Aligned is null)
            throw new InvalidInputException("features", "", "there are none; at least one torsion, distance or aligned atom was expected");
        for (var i = 0; i < Torsions.Count; i++)
            CheckAtoms([Torsions[i].A, Torsions[i].B, Torsions[i].C, Torsions[i].D], atomCount, $"torsion {i}");
        for (var i = 0; i < Distances.Count; i++)
            CheckAtoms([Distances[i].A, Distances[i].B], atomCount, $"distance {i}");
        Aligned?.Check(atomCount);
    }

    internal static void CheckAtom(int atom, int atomCount, string position)
    {
        if ((uint)atom >= (uint)atomCount)
            throw new InvalidInputException("features", position, $"there is no atom {atom}; 0 to {atomCount - 1} were expected");
    }

    private static void CheckAtoms(ReadOnlySpan<int> atoms, int atomCount, string position)
    {
        for (var i = 0; i < atoms.Length; i++)
        {
            CheckAtom(atoms[i], atomCount, position);
            if (atoms[..i].Contains(atoms[i]))
                throw new InvalidInputException("features", position, $"atom {atoms[i]} is named twice");
        }
    }
}
