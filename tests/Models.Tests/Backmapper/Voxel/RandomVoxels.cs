using LatentSim.Models.Weights;

namespace Models.Tests.Backmapper.Voxel;

/// <summary>Voxel backmappers with seeded random weights for the molecule of <see cref="RandomModels"/>.</summary>
internal static class RandomVoxels
{
    /// <summary>A network of few channels, so that tests are quick.</summary>
    public static VoxelBackmapperWeights Weights(int points = 6, int channels = 5, bool usesPrevious = true, int codeChannels = 1, int components = 3, double spread = 0.12)
    {
        System.Random random = new(11);
        int sites = RandomModels.CoarseAtoms.Length;
        int conditions = sites + (usesPrevious ? RandomModels.Atoms : 0);
        VoxelDecoderWeights decoder = new(
            Normalized(random, conditions, channels),
            [Block(random, channels, channels)],
            Normalized(random, codeChannels, channels),
            Normalized(random, channels, channels + 1),
            [Block(random, (2 * channels) + 1, channels), Block(random, channels, channels)],
            Convolution(random, channels, RandomModels.Atoms, 3));
        float[] frames = RandomModels.Frames(12, 10);
        BackmapperSeeds seeds = new(RandomModels.CoarseOf(frames), RandomModels.Frames(13, 10));
        return new VoxelBackmapperWeights(
            RandomModels.CoarseAtoms, RandomModels.Atoms, new VoxelGrid(points, 1.2, spread), usesPrevious, decoder, Mixture(random, components, 8 * codeChannels), seeds);
    }

    /// <summary>A convolution whose outputs are about as large as its inputs.</summary>
    public static ConvolutionLayer Convolution(System.Random random, int inputs, int outputs, int kernel)
    {
        int taps = kernel * kernel * kernel;
        float[] weights = RandomWeights.Normals(random, outputs * inputs * taps, 1 / Math.Sqrt(inputs * taps));
        return new ConvolutionLayer(inputs, outputs, kernel, weights, RandomWeights.Normals(random, outputs, 0.3));
    }

    public static NormalizedConvolution Normalized(System.Random random, int inputs, int outputs) => new(Convolution(random, inputs, outputs, 3), Norm(random, outputs));

    public static ResidualBlock Block(System.Random random, int inputs, int outputs) => new(
        Convolution(random, inputs, outputs, 3),
        Norm(random, outputs),
        Convolution(random, outputs, outputs, 3),
        Norm(random, outputs),
        inputs == outputs ? null : Convolution(random, inputs, outputs, 1));

    /// <summary>A mixture with full covariances.</summary>
    public static GaussianMixture Mixture(System.Random random, int components, int dimension)
    {
        float[] factors = RandomWeights.Normals(random, components * dimension * dimension, 0.3);
        for (int i = 0; i < factors.Length; i++)
        {
            (int row, int column) = (i / dimension % dimension, i % dimension);
            factors[i] = column > row ? 0 : column == row ? 0.5f + Math.Abs(factors[i]) : factors[i];
        }

        float[] shares = [.. Enumerable.Range(1, components).Select(rank => 2f * rank / (components * (components + 1)))];
        return new GaussianMixture(shares, RandomWeights.Normals(random, components * dimension), factors);
    }

    private static GridNormalization Norm(System.Random random, int channels) =>
        new([.. RandomWeights.Normals(random, channels, 0.2).Select(value => 1 + value)], RandomWeights.Normals(random, channels, 0.2));
}
