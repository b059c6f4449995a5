using LatentSim.Molecules;

namespace LatentSim.Models.ModelFile;

/// <summary>The molecule that a simulator was trained on, at both resolutions.</summary>
/// <param name="Atoms">All atoms.</param>
/// <param name="Coarse">The coarse sites.</param>
/// <param name="CoarseAtoms">For each coarse site, the atom that lies there, ascending.</param>
/// <param name="Reference">One configuration, [atom, 3], in nm.</param>
public sealed record Molecule(Topology Atoms, Topology Coarse, int[] CoarseAtoms, float[] Reference);
