using LatentSim.Models.Weights;

namespace VoxelFrames;

/// <summary>The published network for alanine dipeptide (Shmilovich et al. 2022, table 1), with random weights: what a frame takes does not depend on them.</summary>
internal static class PublishedSizes
{
    /// <summary>Atoms.</summary>
    public const int Atoms = 22;

    /// <summary>Coarse sites.</summary>
    public const int Sites = 6;

    private const int Channels = 32;
    private const int Latent = 32;
    private static readonly VoxelGrid Grid = new(12, 1.8, 0.05398);
    private static readonly Random Random = new(1);

    /// <summary>Makes the weights.</summary>
    public static VoxelBackmapperWeights Weights()
    {
        VoxelDecoderWeights decoder = new(
            Normalized(Atoms + Sites, Channels),
            [Block(Channels, Channels)],
            Normalized(Latent / 8, Channels),
            Normalized(Channels, Channels),
            [Block(2 * Channels, Channels), Block(Channels, Channels)],
            Convolution(Channels, Atoms, 3));
        float[] factors = new float[Latent * Latent];
        for (int d = 0; d < Latent; d++)
            factors[(d * Latent) + d] = 1;
        GaussianMixture codes = new([1], new float[Latent], factors);
        return new VoxelBackmapperWeights(
            [.. Enumerable.Range(0, Sites).Select(site => 3 * site)], Atoms, Grid, true, decoder, codes, new BackmapperSeeds(Positions(Sites), Positions(Atoms)));
    }

    /// <summary>Positions within the grid, nm.</summary>
    public static float[] Positions(int particles) => Numbers(particles * 3, 0.5);

    /// <summary>Multiplications and additions of a frame's convolutions, those with the zeros around the grid included.</summary>
    public static double Operations(VoxelDecoderWeights decoder, int points)
    {
        double whole = points * points * points;
        IEnumerable<ResidualBlock> blocks = decoder.ConditionBlocks.Concat(decoder.Body);
        double inBlocks = blocks.Sum(block => Of(block.First) + Of(block.Second) + (block.Shortcut is { } shortcut ? Of(shortcut) : 0));
        return (whole * (Of(decoder.Condition.Convolution) + Of(decoder.LatentWhole.Convolution) + inBlocks + Of(decoder.Output)))
            + (whole / 8 * Of(decoder.LatentHalf.Convolution));
    }

    private static double Of(ConvolutionLayer layer) => 2.0 * layer.Weights.Length;

    private static NormalizedConvolution Normalized(int inputs, int outputs) => new(Convolution(inputs, outputs, 3), Norm(outputs));

    private static ResidualBlock Block(int inputs, int outputs) => new(
        Convolution(inputs, outputs, 3), Norm(outputs), Convolution(outputs, outputs, 3), Norm(outputs), inputs == outputs ? null : Convolution(inputs, outputs, 1));

    private static ConvolutionLayer Convolution(int inputs, int outputs, int kernel) =>
        new(inputs, outputs, kernel, Numbers(outputs * inputs * kernel * kernel * kernel, 0.05), Numbers(outputs, 0.3));

    private static GridNormalization Norm(int channels) => new([.. Enumerable.Repeat(1f, channels)], new float[channels]);

    private static float[] Numbers(int count, double size) => [.. Enumerable.Range(0, count).Select(_ => (float)(size * ((2 * Random.NextDouble()) - 1)))];
}
