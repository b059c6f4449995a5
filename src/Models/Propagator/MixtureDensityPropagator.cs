using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Kernels.Vectors;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Propagator;

/// <summary>
/// Draws psi at step t from p(psi_t | psi_(t-1)) = sum_c alpha_c N(mu_c, sigma_c^2), a mixture density network (Bishop 1994; Sidky et al. 2020, eq. 5).
/// A few walkers at a time go through all steps of a block, and a walker's latents are the same bit for bit whatever walkers go with it.
/// </summary>
public sealed unsafe class MixtureDensityPropagator : IPropagator
{
    private const string StageName = "propagator";
    private const int MostWalkers = DenseChain.MostRows;
    private readonly DenseChain? hidden;
    private readonly DenseKernel logits;
    private readonly IMixtureDraw mixture;
    private readonly TransitionNoise noise;
    private readonly StartLatents starts;
    private readonly AlignedBuffer hiddenRows;
    private readonly AlignedBuffer logitRows;

    /// <summary>Makes the kernel of a trained network.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="starts">Where walkers start.</param>
    /// <param name="instructions">The instruction set, <see cref="InstructionSets.Chosen"/> unless told; latents are the same with each.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public MixtureDensityPropagator(MixtureDensityWeights weights, StartLatents starts, InstructionSet? instructions = null)
    {
        if (MixtureDensityCheck.Problem(weights, starts) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.starts = starts;
        Dimension = weights.Dimension;
        IReadOnlyList<DenseLayer> layers = weights.Network.Layers;
        if (layers.Count > 1)
            hidden = new DenseChain([.. layers.Take(layers.Count - 1)], weights.Network.Hidden, weights.Network.Hidden, instructions);
        logits = new DenseKernel(ComponentWeights.Logits(weights), Activation.Identity, instructions);
        hiddenRows = new AlignedBuffer(MostWalkers * (hidden?.PaddedOutputs ?? 0));
        logitRows = new AlignedBuffer(checked(MostWalkers * logits.PaddedOutputs));
        noise = new TransitionNoise(Dimension, instructions);
        mixture = (instructions ?? InstructionSets.Chosen) == InstructionSet.Portable
            ? new MixtureDraw<Vectors128, Vector128<float>>(weights, MostWalkers)
            : new MixtureDraw<Vectors256, Vector256<float>>(weights, MostWalkers);
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

        for (int walker = 0; walker < block.Walkers; walker += MostWalkers)
            PropagateSome(seed, block, walker, Math.Min(MostWalkers, block.Walkers - walker), state.Slice(walker * Dimension));
    }

    private void PropagateSome(ulong seed, LatentBlock block, int first, int walkers, Span<float> state)
    {
        int done = 0;
        if (block.FirstStep == 0)
        {
            DrawStarts(seed, block.FirstWalker + first, block.Step(0).Slice(first * Dimension, walkers * Dimension));
            done = 1;
        }

        int together = TransitionNoise.MostRows / walkers;
        fixed (float* all = block.Values, given = state)
        {
            nint stepStride = (nint)block.Walkers * Dimension;
            float* next = all + (first * Dimension) + (done * stepStride);
            float* last = done == 0 ? given : next - stepStride;
            for (int steps; done < block.Steps; done += steps)
            {
                steps = Math.Min(together, block.Steps - done);
                ReadOnlySpan<double> drawn = noise.Draw(seed, block.FirstWalker + first, walkers, block.FirstStep + done, steps);
                for (int step = 0; step < steps; step++, last = next, next += stepStride)
                {
                    Step(last, next, drawn.Slice(step * walkers * noise.Count, walkers * noise.Count), walkers);
                    int bad = FiniteCheck.FirstNonFinite(new ReadOnlySpan<float>(next, walkers * Dimension));
                    if (bad >= 0)
                        throw new NonFiniteStateException(block.FirstWalker + first + (bad / Dimension), block.FirstStep + done + step, StageName);
                }
            }

            new ReadOnlySpan<float>(last, walkers * Dimension).CopyTo(state);
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

    private void Step(float* last, float* next, ReadOnlySpan<double> drawn, int walkers)
    {
        RowPointers features = new(last, Dimension);
        if (hidden is not null)
        {
            features = new RowPointers(hiddenRows.Pointer, hidden.PaddedOutputs);
            hidden.Evaluate(last, Dimension, features.First, hidden.PaddedOutputs, walkers);
        }

        logits.Evaluate(features.First, (int)features.Stride, logitRows.Pointer, logits.PaddedOutputs, walkers);
        mixture.Draw(features, new RowPointers(logitRows.Pointer, logits.PaddedOutputs), drawn, next, walkers);
        GC.KeepAlive(this);
    }
}
