namespace LatentSim.Molecules;

/// <summary>One atom (or coarse site) of a <see cref="Topology"/>.</summary>
/// <param name="Index">Its place in the topology, from zero.</param>
/// <param name="Name">Its name in its residue, as a PDB file has it: "CA".</param>
/// <param name="Element">Its element.</param>
/// <param name="ResidueIndex">The place of its residue in the topology, from zero.</param>
public sealed record Atom(int Index, string Name, Element Element, int ResidueIndex);
