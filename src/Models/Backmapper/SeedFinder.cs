using System.Numerics;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Backmapper;

/// <summary>
/// The atoms before a trajectory's first frame: those of the training frame before the one whose coarse sites are nearest in root mean square deviation,
/// moved with it onto the trajectory's coarse frame.
/// </summary>
internal sealed class SeedFinder
{
    private readonly BackmapperSeeds seeds;
    private readonly int sites;
    private readonly int atoms;
    private readonly int pairs;
    private readonly SeedDistances distances;

    /// <summary>Prepares the search.</summary>
    public SeedFinder(BackmapperSeeds seeds, int sites, int atoms, InstructionSet? instructions = null)
    {
        this.seeds = seeds;
        this.sites = sites;
        this.atoms = atoms;
        pairs = seeds.Coarse.Length / (sites * 3);
        distances = new SeedDistances(seeds.Coarse, sites, instructions ?? InstructionSets.Chosen);
    }

    /// <summary>Fills <paramref name="previous"/> [atom, 3] for a coarse frame [site, 3], in nm.</summary>
    public void Fill(ReadOnlySpan<float> coarse, Span<float> previous)
    {
        int best = 0;
        Superposition motion = Fit(0, coarse);
        distances.LookAt(coarse);
        for (int first = 0; first < pairs; first += SeedDistances.Together)
        {
            uint near = distances.MayBeNearer(first, motion.Rmsd);
            for (; near != 0; near &= near - 1)
            {
                int pair = first + BitOperations.TrailingZeroCount(near);
                if (pair >= pairs)
                    break;
                Superposition candidate = Fit(pair, coarse);
                if (candidate.Rmsd >= motion.Rmsd)
                    continue;
                motion = candidate;
                best = pair;
            }
        }

        motion.Apply(seeds.PreviousAtoms.AsSpan(best * atoms * 3, atoms * 3), previous);
    }

    private Superposition Fit(int pair, ReadOnlySpan<float> coarse) => Superposition.Fit(seeds.Coarse.AsSpan(pair * sites * 3, sites * 3), coarse);
}
