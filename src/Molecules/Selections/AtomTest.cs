namespace LatentSim.Molecules;

/// <summary>Whether an atom of a topology is selected.</summary>
internal delegate bool AtomTest(Topology topology, int atom);
