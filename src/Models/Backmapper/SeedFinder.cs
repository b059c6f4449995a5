using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Backmapper;

/// <summary>
/// The atoms before a trajectory's first frame: those of the training frame before the one whose coarse sites are nearest in root mean square deviation,
/// moved with it onto the trajectory's coarse frame.
/// </summary>
internal sealed class SeedFinder(BackmapperSeeds seeds, int sites, int atoms)
{
    private readonly int pairs = seeds.Coarse.Length / (sites * 3);

    /// <summary>Fills <paramref name="previous"/> [atom, 3] for a coarse frame [site, 3], in nm.</summary>
    public void Fill(ReadOnlySpan<float> coarse, Span<float> previous)
    {
        int best = 0;
        Superposition motion = Fit(0, coarse);
        for (int pair = 1; pair < pairs; pair++)
        {
            Superposition candidate = Fit(pair, coarse);
            if (candidate.Rmsd >= motion.Rmsd)
                continue;
            motion = candidate;
            best = pair;
        }

        motion.Apply(seeds.PreviousAtoms.AsSpan(best * atoms * 3, atoms * 3), previous);
    }

    private Superposition Fit(int pair, ReadOnlySpan<float> coarse) => Superposition.Fit(seeds.Coarse.AsSpan(pair * sites * 3, sites * 3), coarse);
}
