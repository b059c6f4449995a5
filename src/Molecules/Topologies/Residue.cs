namespace LatentSim.Molecules;

/// <summary>A residue: a run of consecutive atoms of a <see cref="Topology"/>.</summary>
/// <param name="Index">Its place in the topology, from zero.</param>
/// <param name="Name">Its name: "ALA".</param>
/// <param name="SequenceNumber">The number that its file gives it (PDB resSeq).</param>
/// <param name="ChainId">The chain's identifier; may be empty.</param>
/// <param name="FirstAtom">Index of its first atom.</param>
/// <param name="AtomCount">How many atoms it has.</param>
public sealed record Residue(int Index, string Name, int SequenceNumber, string ChainId, int FirstAtom, int AtomCount)
{
    /// <summary>PDB insertion code; a space when there is none.</summary>
    public char InsertionCode { get; init; } = ' ';

    /// <summary>Indices of its atoms: FirstAtom, FirstAtom + 1, ...</summary>
    public IEnumerable<int> AtomIndices => Enumerable.Range(FirstAtom, AtomCount);

    /// <summary>Name and number: "ALA2".</summary>
    public override string ToString() => $"{Name}{SequenceNumber}";
}
