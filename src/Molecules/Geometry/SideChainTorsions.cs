using System.Collections.Frozen;

namespace LatentSim.Molecules.Geometry;

/// <summary>The torsions chi1 to chi5 of the side chains of the standard amino acids and their usual variants, found by atom
/// names.</summary>
public static class SideChainTorsions
{
    // Each chain of atoms gives one torsion per four consecutive ones; where a branch leaves a choice, IUPAC's lower-numbered atom is
    // taken.
    private static readonly FrozenDictionary<string, string[]> Chains = new[]
    {
        ("ARG", "N CA CB CG CD NE CZ NH1"),
        ("ASN", "N CA CB CG OD1"),
        ("ASP ASH", "N CA CB CG OD1"),
        ("CYS CYX CYM", "N CA CB SG"),
        ("GLN", "N CA CB CG CD OE1"),
        ("GLU GLH", "N CA CB CG CD OE1"),
        ("HIS HID HIE HIP HSD HSE HSP", "N CA CB CG ND1"),
        ("ILE", "N CA CB CG1 CD1|CD"),
        ("LEU", "N CA CB CG CD1"),
        ("LYS LYN LYP", "N CA CB CG CD CE NZ"),
        ("MET", "N CA CB CG SD CE"),
        ("MSE", "N CA CB CG SE CE"),
        ("NLE", "N CA CB CG CD CE"),
        ("PHE", "N CA CB CG CD1"),
        ("PRO", "N CA CB CG CD"),
        ("SER", "N CA CB OG"),
        ("THR", "N CA CB OG1"),
        ("TRP", "N CA CB CG CD1"),
        ("TYR", "N CA CB CG CD1"),
        ("VAL", "N CA CB CG1"),
    }.SelectMany(row => row.Item1.Split(' ').Select(residue => (residue, row.Item2)))
        .ToFrozenDictionary(row => row.residue, row => row.Item2.Split(' '));

    /// <summary>All of them, residue by residue, chi1 first. One whose atoms the topology lacks is left out.</summary>
    public static IReadOnlyList<NamedTorsion> All(Topology topology) => [.. topology.Residues.SelectMany(residue => Of(topology, residue))];

    private static IEnumerable<NamedTorsion> Of(Topology topology, Residue residue)
    {
        if (!Chains.TryGetValue(residue.Name, out var chain))
            yield break;
        for (var i = 0; i + 4 <= chain.Length; i++)
            if (AtomNames.TryFind(topology, residue, chain.AsSpan(i, 4), out var atoms))
                yield return new NamedTorsion($"chi{i + 1}", residue.Index, new TorsionAtoms(atoms[0], atoms[1], atoms[2], atoms[3]));
    }
}
