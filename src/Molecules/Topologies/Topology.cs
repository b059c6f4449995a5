using System.Collections.Immutable;

namespace LatentSim.Molecules;

/// <summary>What a molecular system is made of: atoms, their residues and their bonds. Immutable.</summary>
public sealed class Topology
{
    private readonly ImmutableArray<Atom> _atoms;
    private readonly ImmutableArray<Residue> _residues;
    private readonly ImmutableArray<(int, int)> _bonds;
    private readonly int[] _neighborStart;
    private readonly int[] _neighbors;

    /// <summary>Makes a topology. Bonds are put in order (lower index first, ascending) and repeated ones are dropped.</summary>
    /// <exception cref="ArgumentException">Indices are not consecutive, residues do not cover the atoms, or a bond names no atom or an atom twice.</exception>
    public Topology(IEnumerable<Atom> atoms, IEnumerable<Residue> residues, IEnumerable<(int, int)> bonds)
    {
        _atoms = [.. atoms];
        _residues = [.. residues];
        CheckIndices();
        _bonds = [.. bonds.Select(Ordered).Distinct().Order()];
        (_neighborStart, _neighbors) = NeighborTable();
    }

    /// <summary>The atoms, by index.</summary>
    public IReadOnlyList<Atom> Atoms => _atoms;

    /// <summary>The residues, by index.</summary>
    public IReadOnlyList<Residue> Residues => _residues;

    /// <summary>The bonds as pairs of atom indices, the lower one first, in ascending order.</summary>
    public IReadOnlyList<(int, int)> Bonds => _bonds;

    /// <summary>How many atoms there are.</summary>
    public int AtomCount => _atoms.Length;

    /// <summary>The residue of an atom.</summary>
    public Residue ResidueOf(int atom) => _residues[_atoms[atom].ResidueIndex];

    /// <summary>Atoms bonded to <paramref name="atom"/>, in ascending order.</summary>
    public ReadOnlySpan<int> Neighbors(int atom) =>
        _neighbors.AsSpan(_neighborStart[atom], _neighborStart[atom + 1] - _neighborStart[atom]);

    /// <summary>The topology of some of the atoms, with the bonds that have both ends among them.</summary>
    /// <param name="atoms">Atom indices in strictly ascending order.</param>
    /// <exception cref="ArgumentException">An index is out of range or not above the one before it.</exception>
    public Topology Subset(ReadOnlySpan<int> atoms)
    {
        var newIndex = new Dictionary<int, int>(atoms.Length);
        var builder = new TopologyBuilder();
        var previousResidue = -1;
        for (var i = 0; i < atoms.Length; i++)
        {
            if ((uint)atoms[i] >= (uint)_atoms.Length || (i > 0 && atoms[i] <= atoms[i - 1]))
                throw new ArgumentException($"Atom indices must ascend within 0..{_atoms.Length - 1}; number {i} is {atoms[i]}.", nameof(atoms));
            var atom = _atoms[atoms[i]];
            if (atom.ResidueIndex != previousResidue)
                builder.AddResidue(_residues[atom.ResidueIndex]);
            previousResidue = atom.ResidueIndex;
            newIndex.Add(atom.Index, builder.AddAtom(atom.Name, atom.Element));
        }

        foreach (var (first, second) in _bonds)
            if (newIndex.TryGetValue(first, out var newFirst) && newIndex.TryGetValue(second, out var newSecond))
                builder.AddBond(newFirst, newSecond);
        return builder.Build();
    }

    /// <summary>The same atoms with other bonds.</summary>
    public Topology WithBonds(IEnumerable<(int, int)> bonds) => new(_atoms, _residues, bonds);

    /// <summary>This topology with the bonds that its file left out: those of standard residues by atom names, peptide bonds,
    /// and, for atoms of which neither those nor the file says anything, bonds by distance.</summary>
    /// <param name="positions">xyz per atom, nm.</param>
    /// <exception cref="ArgumentException"><paramref name="positions"/> is not three numbers per atom.</exception>
    public Topology InferBonds(ReadOnlySpan<float> positions) => WithBonds(BondInference.AllBonds(this, positions));

    /// <summary>Says in one line where <paramref name="other"/> has other atoms; null when names, elements and residues are the same. Bonds are not compared.</summary>
    public string? DescribeMismatch(Topology other)
    {
        if (AtomCount != other.AtomCount)
            return $"{AtomCount} atoms against {other.AtomCount}";
        for (var i = 0; i < AtomCount; i++)
            if (Label(i) != other.Label(i))
                return $"atom {i} is {Label(i)} against {other.Label(i)}";
        return null;
    }

    private string Label(int atom) =>
        $"{_atoms[atom].Name} ({_atoms[atom].Element.Symbol}) of {ResidueOf(atom)}";

    private void CheckIndices()
    {
        var covered = 0;
        for (var r = 0; r < _residues.Length; r++)
        {
            var residue = _residues[r];
            if (residue.Index != r || residue.FirstAtom != covered || residue.AtomCount < 0 || residue.AtomCount > _atoms.Length - covered)
                throw new ArgumentException($"Residue {r} does not go on where the one before it ends.");
            for (var a = covered; a < covered + residue.AtomCount; a++)
                if (_atoms[a].Index != a || _atoms[a].ResidueIndex != r)
                    throw new ArgumentException($"Atom {a} does not carry its own index and residue {r}.");
            covered += residue.AtomCount;
        }

        if (covered != _atoms.Length)
            throw new ArgumentException($"Residues hold {covered} of {_atoms.Length} atoms.");
    }

    private (int, int) Ordered((int First, int Second) bond)
    {
        if ((uint)bond.First >= (uint)_atoms.Length || (uint)bond.Second >= (uint)_atoms.Length || bond.First == bond.Second)
            throw new ArgumentException($"No bond between atoms {bond.First} and {bond.Second} of {_atoms.Length}.");
        return (Math.Min(bond.First, bond.Second), Math.Max(bond.First, bond.Second));
    }

    private (int[] Start, int[] Neighbors) NeighborTable()
    {
        var start = new int[_atoms.Length + 1];
        foreach (var (first, second) in _bonds)
        {
            start[first + 1]++;
            start[second + 1]++;
        }

        for (var i = 0; i < _atoms.Length; i++)
            start[i + 1] += start[i];
        var next = start[..^1];
        var neighbors = new int[start[^1]];
        foreach (var (first, second) in _bonds.OrderBy(bond => bond.Item2))
            neighbors[next[second]++] = first;
        foreach (var (first, second) in _bonds)
            neighbors[next[first]++] = second;
        return (start, neighbors);
    }
}
