using LatentSim.Models.ModelFile;

namespace LatentSim.Analysis;

/// <summary>The sites by which structures are compared: the alpha carbons where a molecule has four or more, else the coarse sites of its model.</summary>
public sealed class StructureSites
{
    private const int FewestAlphaCarbons = 4;

    private StructureSites(string name, int[] atoms, IReadOnlyList<(int A, int B)> neighbors, Molecule molecule)
    {
        (Name, Atoms, Neighbors) = (name, atoms, neighbors);
        Native = [.. atoms.SelectMany(atom => molecule.Reference.AsSpan(3 * atom, 3).ToArray())];
        Labels = [.. atoms.Select(atom => $"{molecule.Atoms.ResidueOf(atom)}.{molecule.Atoms.Atoms[atom].Name}")];
    }

    /// <summary>What they are: "C-alpha atoms" or "coarse sites".</summary>
    public string Name { get; }

    /// <summary>The atom of each site, ascending.</summary>
    public IReadOnlyList<int> Atoms { get; }

    /// <summary>Adjacent sites, numbered among the sites: alpha carbons of consecutive residues, or bonded coarse sites.</summary>
    public IReadOnlyList<(int A, int B)> Neighbors { get; }

    /// <summary>The native structure, that of the topology file: float[site, 3] in nm.</summary>
    public IReadOnlyList<float> Native { get; }

    /// <summary>What each site is called: "TRP6.CA".</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The sites of a molecule.</summary>
    public static StructureSites Of(Molecule molecule)
    {
        var alphaCarbons = molecule.Atoms.Atoms.Where(atom => atom.Name == "CA" && atom.Element.Symbol == "C").Select(atom => atom.Index).ToArray();
        return alphaCarbons.Length >= FewestAlphaCarbons
            ? new StructureSites("C-alpha atoms", alphaCarbons, Chain(molecule, alphaCarbons), molecule)
            : new StructureSites("coarse sites", molecule.CoarseAtoms, [.. molecule.Coarse.Bonds], molecule);
    }

    /// <summary>Gathers the sites of a configuration.</summary>
    /// <param name="positions">float[atom, 3] in nm.</param>
    /// <param name="sites">Filled with float[site, 3].</param>
    public void Gather(ReadOnlySpan<float> positions, Span<float> sites)
    {
        for (var i = 0; i < Atoms.Count; i++) positions.Slice(3 * Atoms[i], 3).CopyTo(sites[(3 * i)..]);
    }

    private static (int A, int B)[] Chain(Molecule molecule, int[] atoms)
    {
        return [.. SiteDistances.Adjacent(atoms.Length).Where(pair => Follow(atoms[pair.A], atoms[pair.B]))];

        bool Follow(int a, int b)
        {
            var (first, second) = (molecule.Atoms.ResidueOf(a), molecule.Atoms.ResidueOf(b));
            return second.Index == first.Index + 1 && second.ChainId == first.ChainId;
        }
    }
}
