namespace LatentSim.Molecules;

/// <summary>Puts a <see cref="Topology"/> together, residue by residue.</summary>
public sealed class TopologyBuilder
{
    private readonly List<Atom> _atoms = [];
    private readonly List<Residue> _residues = [];
    private readonly List<(int, int)> _bonds = [];

    /// <summary>How many atoms were added.</summary>
    public int AtomCount => _atoms.Count;

    /// <summary>Starts a residue; the atoms added next belong to it. Returns its index.</summary>
    public int AddResidue(string name, int sequenceNumber, string chainId = "", char insertionCode = ' ')
    {
        _residues.Add(new Residue(_residues.Count, name, sequenceNumber, chainId, _atoms.Count, 0) { InsertionCode = insertionCode });
        return _residues.Count - 1;
    }

    /// <summary>Starts a residue named and numbered like another one. Returns its index.</summary>
    public int AddResidue(Residue like) => AddResidue(like.Name, like.SequenceNumber, like.ChainId, like.InsertionCode);

    /// <summary>Adds an atom to the residue that was started last. Returns its index.</summary>
    /// <exception cref="InvalidOperationException">No residue was started.</exception>
    public int AddAtom(string name, Element element)
    {
        if (_residues.Count == 0)
            throw new InvalidOperationException("An atom needs a residue: call AddResidue first.");
        var residue = _residues[^1];
        _residues[^1] = residue with { AtomCount = residue.AtomCount + 1 };
        _atoms.Add(new Atom(_atoms.Count, name, element, residue.Index));
        return _atoms.Count - 1;
    }

    /// <summary>Adds a bond between two atoms that were, or will be, added.</summary>
    public void AddBond(int first, int second) => _bonds.Add((first, second));

    /// <summary>The topology so far.</summary>
    /// <exception cref="ArgumentException">A bond names no atom.</exception>
    public Topology Build() => new(_atoms, _residues, _bonds);
}
