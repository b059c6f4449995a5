using LatentSim.Molecules;

namespace LatentSim.Models.Features;

/// <summary>Cartesian coordinates of some atoms, after these atoms were superposed on a reference.</summary>
/// <param name="Atoms">int[site] the atoms.</param>
/// <param name="Reference">float[site, 3] where they are in the reference, nm.</param>
public sealed record AlignedPositions(IReadOnlyList<int> Atoms, IReadOnlyList<float> Reference)
{
    internal void Check(int atomCount)
    {
        if (Atoms.Count == 0)
            throw Invalid("no atoms are named; at least one was expected");
        if (Reference.Count != 3L * Atoms.Count)
            throw Invalid($"{Reference.Count} reference coordinates were found for {Atoms.Count} atoms; three for each were expected");
        for (var i = 0; i < Reference.Count; i++)
            if (!float.IsFinite(Reference[i]))
                throw Invalid($"reference coordinate {i} is {Reference[i]}; a finite number was expected");
        foreach (var atom in Atoms)
            FeatureDefinition.CheckAtom(atom, atomCount, "aligned positions");
        if (Atoms.Distinct().Count() != Atoms.Count)
            throw Invalid("an atom is named twice");
    }

    private static InvalidInputException Invalid(string message) => new("features", "aligned positions", message);
}
