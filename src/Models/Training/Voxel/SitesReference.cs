using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Training;

/// <summary>The mean of coarse sites, superposed on each other: the reference of <see cref="VoxelOrientation.Sites"/>.</summary>
internal static class SitesReference
{
    private const int MostFrames = 1000;
    private const int Rounds = 5;

    /// <summary>Finds it, by superposing on the mean so far again and again.</summary>
    /// <param name="coarse">[frame, 3 site], nm.</param>
    /// <returns>[site, 3], nm, about the origin.</returns>
    public static float[] Of(float[,] coarse)
    {
        float[] reference = AlignedFrames.Reference(coarse);
        int count = Math.Min(MostFrames, coarse.GetLength(0));
        for (int round = 0; round < Rounds; round++)
        {
            double[] sum = new double[reference.Length];
            float[] moved = new float[reference.Length];
            for (int i = 0; i < count; i++)
            {
                Span<float> frame = Rows.Row(coarse, (int)((long)i * coarse.GetLength(0) / count));
                Superposition.Fit(frame, reference).Apply(frame, moved);
                for (int k = 0; k < sum.Length; k++)
                    sum[k] += moved[k];
            }

            reference = Array.ConvertAll(sum, value => (float)(value / count));
        }

        return reference;
    }
}
