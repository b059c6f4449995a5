namespace LatentSim.Models.Weights;

/// <summary>Pairs of training frames: a backmapped trajectory starts from the atoms before the pair whose coarse sites are nearest to its own.</summary>
/// <param name="Coarse">The coarse sites at t, [pair, site, 3], in nm.</param>
/// <param name="PreviousAtoms">The atoms at t - 1, in the same frame of reference, [pair, atom, 3], in nm.</param>
public sealed record BackmapperSeeds(float[] Coarse, float[] PreviousAtoms);
