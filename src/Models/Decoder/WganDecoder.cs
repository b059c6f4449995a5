using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Decoder;

/// <summary>Draws coarse configurations from the generator of a conditional Wasserstein GAN (Sidky et al. 2020, section 2.3), aligned to its training reference.</summary>
public sealed unsafe class WganDecoder : IDecoder
{
    private const string StageName = "decoder";
    private const int ChunkRows = DenseChain.MostRows;
    private const int NoiseRows = 8;

    private readonly DenseChain generator;
    private readonly WganDecoderWeights weights;
    private readonly RandomRows noise;
    private readonly RandomKey[] keys = new RandomKey[NoiseRows];
    private readonly double[] normals;
    private readonly AlignedBuffer inputs;
    private readonly AlignedBuffer outputs;

    /// <summary>Makes the kernel of a trained generator.</summary>
    /// <param name="weights">The generator.</param>
    /// <param name="instructions">The instruction set, <see cref="InstructionSets.Chosen"/> unless told; frames are the same with each.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public WganDecoder(WganDecoderWeights weights, InstructionSet? instructions = null)
    {
        if (Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.weights = weights;
        generator = new DenseChain(weights.Generator.Layers, weights.Generator.Hidden, Activation.Identity, instructions);
        noise = new RandomRows([.. Enumerable.Repeat(RandomKind.Normal, weights.NoiseSize)], instructions);
        normals = new double[checked(NoiseRows * weights.NoiseSize)];
        inputs = new AlignedBuffer(checked(ChunkRows * generator.Inputs));
        outputs = new AlignedBuffer(checked(ChunkRows * generator.PaddedOutputs));
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
        Gather(seed, latents, first, count);
        generator.Evaluate(inputs.Pointer, generator.Inputs, outputs.Pointer, generator.PaddedOutputs, count);
        int size = generator.Outputs;
        Span<float> frames = coarse.Values.Slice(first * size, count * size);
        for (int i = 0; i < count; i++)
            Unscale(outputs.Span.Slice(i * generator.PaddedOutputs, size), frames.Slice(i * size, size));

        int bad = FiniteCheck.FirstNonFinite(frames);
        if (bad < 0)
            return;
        (int badWalker, long badStep) = latents.RowAt(first + (bad / size));
        throw new NonFiniteStateException(badWalker, badStep, StageName);
    }

    // [noise | latent].
    private void Gather(ulong seed, LatentBlock latents, int first, int count)
    {
        for (int drawn = 0; drawn < count; drawn += keys.Length)
        {
            int rows = Math.Min(keys.Length, count - drawn);
            for (int i = 0; i < rows; i++)
            {
                (int walker, long step) = latents.RowAt(first + drawn + i);
                keys[i] = new RandomKey(walker, step);
            }

            Span<double> numbers = normals.AsSpan(0, rows * weights.NoiseSize);
            noise.Fill(numbers, seed, keys.AsSpan(0, rows), RandomPurpose.Decoder);
            for (int i = 0; i < rows; i++)
            {
                Span<float> input = inputs.Span.Slice((drawn + i) * generator.Inputs, generator.Inputs);
                Narrow(numbers.Slice(i * weights.NoiseSize, weights.NoiseSize), input);
                latents.Values.Slice((first + drawn + i) * weights.Dimension, weights.Dimension).CopyTo(input[weights.NoiseSize..]);
            }
        }
    }

    private static void Narrow(ReadOnlySpan<double> numbers, Span<float> narrowed)
    {
        int i = 0;
        for (; i + Vector256<float>.Count <= numbers.Length; i += Vector256<float>.Count)
            Vector256.Narrow(Vector256.Create(numbers[i..]), Vector256.Create(numbers[(i + Vector256<double>.Count)..])).CopyTo(narrowed[i..]);
        for (; i < numbers.Length; i++)
            narrowed[i] = (float)numbers[i];
    }

    private void Unscale(ReadOnlySpan<float> outputs, Span<float> frame)
    {
        ReadOnlySpan<float> scale = weights.Scale;
        ReadOnlySpan<float> mean = weights.Mean;
        int i = 0;
        for (; i + Vector256<float>.Count <= frame.Length; i += Vector256<float>.Count)
            Vector256.FusedMultiplyAdd(Vector256.Create(outputs[i..]), Vector256.Create(scale[i..]), Vector256.Create(mean[i..])).CopyTo(frame[i..]);
        for (; i < frame.Length; i++)
            frame[i] = MathF.FusedMultiplyAdd(outputs[i], scale[i], mean[i]);
    }
}
