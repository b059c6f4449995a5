using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Weights;

/// <summary>
/// How close atoms that are not bonded came in the training data. A flow is smooth and leaves a little density between the basins that it joins,
/// where atoms would overlap; a draw with a pair closer than its limit is outside the training data's support and is moved back.
/// </summary>
/// <param name="Pairs">Pairs of atoms three or more bonds apart.</param>
/// <param name="Distances">For each pair, the smallest distance in the training data, nm.</param>
public sealed record ContactLimits(IReadOnlyList<AtomPair> Pairs, float[] Distances);
