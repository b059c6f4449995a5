using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Propagator;

/// <summary>
/// Draws psi at step t from p(psi_t | psi_(t-1)) = sum_c alpha_c N(mu_c, sigma_c^2), a mixture density network (Bishop 1994; Sidky et al. 2020, eq. 5),
/// for all walkers of a block at once.
/// </summary>
public sealed class MixtureDensityPropagator : IPropagator
{
    private const string StageName = "propagator";
    private readonly PerceptronKernel network;
    private readonly StartLatents starts;
    private readonly int components;
    private readonly float sigmaFloor;
    private readonly float[] probabilities;
    private float[] parameters = [];

    /// <summary>Makes the kernel of a trained network.</summary>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public MixtureDensityPropagator(MixtureDensityWeights weights, StartLatents starts)
    {
        if (MixtureDensityCheck.Problem(weights, starts) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        network = new PerceptronKernel(weights.Network);
        this.starts = starts;
        Dimension = weights.Dimension;
        components = weights.Components;
        sigmaFloor = weights.SigmaFloor;
        probabilities = new float[PaddedToVectors(components)];
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The block's dimension or the state's length is not this propagator's.</exception>
    /// <exception cref="NonFiniteStateException">A latent that is not finite was given or computed.</exception>
    public void Propagate(ulong seed, LatentBlock block, Span<float> state)
    {
        if (block.Dimension != Dimension)
            throw new ArgumentException($"A block of {block.Dimension} latents, expected {Dimension}.", nameof(block));
        if (state.Length != block.Walkers * Dimension)
            throw new ArgumentException($"A state of {state.Length} values, expected {block.Walkers} x {Dimension}.", nameof(state));

        for (int step = 0; step < block.Steps; step++)
        {
            long absoluteStep = block.FirstStep + step;
            Span<float> next = block.Step(step);
            if (absoluteStep == 0)
                DrawStarts(seed, block.FirstWalker, next);
            else
                DrawNext(seed, block.FirstWalker, absoluteStep, state, next);

            next.CopyTo(state);
        }
    }

    private void DrawStarts(ulong seed, int firstWalker, Span<float> latents)
    {
        for (int walker = 0; walker < latents.Length / Dimension; walker++)
        {
            PhiloxStream random = new(seed, firstWalker + walker, 0, RandomPurpose.Start);
            int start = (int)(random.NextUniform() * starts.Count);
            starts.Values.AsSpan(start * Dimension, Dimension).CopyTo(latents[(walker * Dimension)..]);
        }
    }

    private void DrawNext(ulong seed, int firstWalker, long step, ReadOnlySpan<float> state, Span<float> next)
    {
        int walkers = state.Length / Dimension;
        int stride = network.PaddedOutputs;
        if (parameters.Length < walkers * stride)
            parameters = new float[walkers * stride];

        network.Evaluate(state, Dimension, parameters, stride, walkers);
        for (int walker = 0; walker < walkers; walker++)
        {
            PhiloxStream random = new(seed, firstWalker + walker, step, RandomPurpose.Propagator);
            Draw(parameters.AsSpan(walker * stride, network.Outputs), ref random, next.Slice(walker * Dimension, Dimension));
        }

        int bad = FiniteCheck.FirstNonFinite(next);
        if (bad >= 0)
            throw new NonFiniteStateException(firstWalker + (bad / Dimension), step, StageName);
    }

    private void Draw(ReadOnlySpan<float> raw, ref PhiloxStream random, Span<float> latent)
    {
        int component = DrawComponent(raw[..components], random.NextUniform());
        if (component < 0)
        {
            latent.Fill(float.NaN);
            return;
        }

        ReadOnlySpan<float> means = raw.Slice(components + (component * Dimension), Dimension);
        ReadOnlySpan<float> deviations = raw.Slice((components * (1 + Dimension)) + (component * Dimension), Dimension);
        for (int d = 0; d < Dimension; d++)
        {
            float mean = VectorMath.Sigmoid(Vector256.Create(means[d])).ToScalar();
            float deviation = VectorMath.Softplus(Vector256.Create(deviations[d])).ToScalar() + sigmaFloor;
            latent[d] = MathF.FusedMultiplyAdd(deviation, random.NextNormal(), mean);
        }
    }

    // The first component whose cumulative probability exceeds the uniform number; -1 when the logits are not numbers.
    private int DrawComponent(ReadOnlySpan<float> logits, double uniform)
    {
        double sum = Softmax.Exponentials(logits, probabilities);
        if (!double.IsFinite(sum))
            return -1;

        double target = uniform * sum;
        double cumulative = 0;
        for (int c = 0; c < components - 1; c++)
        {
            cumulative += probabilities[c];
            if (target < cumulative)
                return c;
        }

        return components - 1;
    }

    private static int PaddedToVectors(int count) => (count + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
}
