using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>Draws from a mixture of Gaussians: x = mean_k + factor_k z, with k drawn by the shares and z from N(0, I).</summary>
internal sealed class GaussianMixtureDraw
{
    private readonly GaussianMixture mixture;
    private readonly double[] cumulative;
    private readonly float[] normals;

    /// <summary>Prepares a mixture without problems.</summary>
    public GaussianMixtureDraw(GaussianMixture mixture)
    {
        this.mixture = mixture;
        normals = new float[mixture.Dimension];
        cumulative = new double[mixture.Components];
        double sum = 0;
        for (int component = 0; component < cumulative.Length; component++)
            cumulative[component] = sum += mixture.Shares[component];
    }

    /// <summary>The length of a draw.</summary>
    public int Dimension => normals.Length;

    /// <summary>Fills a draw [<see cref="Dimension"/>]: one uniform number, then one normal a dimension.</summary>
    public void Draw(ref PhiloxStream random, Span<float> code)
    {
        int component = Component(random.NextUniform() * cumulative[^1]);
        for (int d = 0; d < normals.Length; d++)
            normals[d] = random.NextNormal();

        int dimension = normals.Length;
        for (int row = 0; row < dimension; row++)
        {
            ReadOnlySpan<float> factor = mixture.Factors.AsSpan(((component * dimension) + row) * dimension, row + 1);
            double sum = mixture.Means[(component * dimension) + row];
            for (int column = 0; column <= row; column++)
                sum += (double)factor[column] * normals[column];
            code[row] = (float)sum;
        }
    }

    private int Component(double height)
    {
        int component = 0;
        while (component < cumulative.Length - 1 && height >= cumulative[component])
            component++;
        return component;
    }
}
