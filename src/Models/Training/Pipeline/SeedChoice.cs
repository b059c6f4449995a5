using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Training;

/// <summary>Chooses the frames that a backmapper's first frames start from.</summary>
internal static class SeedChoice
{
    /// <summary>Pairs spread evenly over all: coarse sites at t, atoms at t - lag superposed on them by their own coarse sites.</summary>
    /// <param name="data">The frames.</param>
    /// <param name="pairs">All pairs.</param>
    /// <param name="most">How many are chosen at most.</param>
    public static BackmapperSeeds Of(TrainingData data, LaggedPairs pairs, int most)
    {
        long[] rows = [.. pairs.Training, .. pairs.Validation];
        float[,] atoms = data.AllAtoms();
        int count = Math.Min(most, rows.Length);
        int atomSize = atoms.GetLength(1);
        int coarseSize = 3 * data.CoarseAtoms.Length;
        BackmapperSeeds seeds = new(new float[count * coarseSize], new float[count * atomSize]);
        float[] own = new float[coarseSize];
        for (int i = 0; i < count; i++)
        {
            int row = (int)rows[(long)i * rows.Length / count];
            Span<float> coarse = seeds.Coarse.AsSpan(i * coarseSize, coarseSize);
            data.CopySites(Rows.Row(atoms, row + pairs.Lag), coarse);
            data.CopySites(Rows.Row(atoms, row), own);
            Superposition.Fit(own, coarse).Apply(Rows.Row(atoms, row), seeds.PreviousAtoms.AsSpan(i * atomSize, atomSize));
        }

        return seeds;
    }
}
