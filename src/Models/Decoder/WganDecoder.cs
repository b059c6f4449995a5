using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Decoder;

/// <summary>Draws coarse configurations from the generator of a conditional Wasserstein GAN (Sidky et al. 2020, section 2.3), aligned to its training reference.</summary>
public sealed class WganDecoder : IDecoder
{
    private const string StageName = "decoder";
    private const int ChunkRows = 96;

    private readonly PerceptronKernel generator;
    private readonly WganDecoderWeights weights;
    private readonly float[] inputs;

    /// <summary>Makes the kernel of a trained generator.</summary>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public WganDecoder(WganDecoderWeights weights)
    {
        if (Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.weights = weights;
        generator = new PerceptronKernel(weights.Generator);
        inputs = new float[ChunkRows * generator.Inputs];
    }

    /// <inheritdoc/>
    public int Sites => generator.Outputs / 3;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of this decoder's sizes.</exception>
    /// <exception cref="NonFiniteStateException">A position that is not finite was computed.</exception>
    public void Decode(ulong seed, LatentBlock latents, FrameBlock coarse)
    {
        BlockCheck.Throw(latents, weights.Dimension, coarse, Sites);
        int rows = latents.Steps * latents.Walkers;
        for (int first = 0; first < rows; first += ChunkRows)
            DecodeChunk(seed, latents, coarse, first, Math.Min(ChunkRows, rows - first));
    }

    /// <summary>What is wrong with weights, or null.</summary>
    internal static string? Problem(WganDecoderWeights weights)
    {
        if (weights.NoiseSize <= 0 || weights.Dimension <= 0)
            return $"{weights.NoiseSize} noise values and {weights.Dimension} latents";
        if (PerceptronCheck.Problem(weights.Generator) is { } problem)
            return problem;
        if (weights.Generator.Inputs != (long)weights.NoiseSize + weights.Dimension)
            return $"a generator of {weights.Generator.Inputs} inputs, expected {(long)weights.NoiseSize + weights.Dimension}";

        int outputs = weights.Generator.Outputs;
        if (outputs % 3 != 0 || weights.Mean.Length != outputs || weights.Scale.Length != outputs)
            return $"a generator of {outputs} outputs with {weights.Mean.Length} means and {weights.Scale.Length} scales, expected three of each per site";
        return null;
    }

    private void DecodeChunk(ulong seed, LatentBlock latents, FrameBlock coarse, int first, int count)
    {
        int dimension = weights.Dimension;
        for (int i = 0; i < count; i++)
        {
            Span<float> input = inputs.AsSpan(i * generator.Inputs, generator.Inputs);
            (int walker, long step) = latents.RowAt(first + i);
            PhiloxStream random = new(seed, walker, step, RandomPurpose.Decoder);
            for (int n = 0; n < weights.NoiseSize; n++)
                input[n] = random.NextNormal();
            latents.Values.Slice((first + i) * dimension, dimension).CopyTo(input[weights.NoiseSize..]);
        }

        int size = generator.Outputs;
        Span<float> frames = coarse.Values.Slice(first * size, count * size);
        generator.Evaluate(inputs.AsSpan(0, count * generator.Inputs), frames, count);
        for (int i = 0; i < frames.Length; i++)
            frames[i] = MathF.FusedMultiplyAdd(frames[i], weights.Scale[i % size], weights.Mean[i % size]);

        int bad = FiniteCheck.FirstNonFinite(frames);
        if (bad < 0)
            return;
        (int badWalker, long badStep) = latents.RowAt(first + (bad / size));
        throw new NonFiniteStateException(badWalker, badStep, StageName);
    }
}
