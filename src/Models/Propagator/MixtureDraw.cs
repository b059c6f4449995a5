using LatentSim.Models.Kernels;
using LatentSim.Models.Kernels.Vectors;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Propagator;

/// <summary>
/// Draws the component of each row first, and computes the mean and deviation of that component only: of 24 Gaussians in three dimensions, 30 outputs
/// instead of 168.
/// </summary>
internal sealed unsafe class MixtureDraw<TVectors, TVector> : IMixtureDraw
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private readonly ComponentWeights weights;
    private readonly ComponentChoice<TVectors, TVector> choice;
    private readonly AlignedBuffer means;
    private readonly AlignedBuffer deviations;
    private readonly int[] components;
    private readonly bool[] isDrawn;
    private readonly int dimension;
    private readonly float sigmaFloor;

    /// <summary>Packs the last layer of a network.</summary>
    /// <param name="mixture">The network.</param>
    /// <param name="rows">The most rows at once.</param>
    public MixtureDraw(MixtureDensityWeights mixture, int rows)
    {
        (dimension, sigmaFloor) = (mixture.Dimension, mixture.SigmaFloor);
        weights = new ComponentWeights(mixture);
        choice = new ComponentChoice<TVectors, TVector>(mixture.Components);
        means = new AlignedBuffer(rows * weights.Stride);
        deviations = new AlignedBuffer(rows * weights.Stride);
        components = new int[rows];
        isDrawn = new bool[rows];
    }

    /// <inheritdoc/>
    public void Draw(RowPointers hidden, RowPointers logits, ReadOnlySpan<double> noise, float* latents, int rows)
    {
        int numbers = 1 + dimension;
        for (int row = 0; row < rows; row++)
        {
            int component = choice.Draw(logits.From(row).First, noise[row * numbers]);
            isDrawn[row] = component >= 0;
            components[row] = Math.Max(component, 0);
        }

        ComponentSums<TVectors, TVector>.Fill(weights, components.AsSpan(0, rows), hidden, means.Pointer);
        Activate(rows * weights.Stride);
        for (int row = 0; row < rows; row++)
            DrawGaussian(row, noise.Slice((row * numbers) + 1, dimension), latents + (row * dimension));
        GC.KeepAlive(this);
    }

    // Both functions of all outputs: those that are means are deviations of no one.
    private void Activate(int count)
    {
        float* mean = means.Pointer;
        float* deviation = deviations.Pointer;
        for (int i = 0; i < count; i += TVectors.Count)
        {
            TVector raw = TVectors.Load(mean + i);
            TVectors.Store(Elementary<TVectors, TVector>.Softplus(raw), deviation + i);
            TVectors.Store(Elementary<TVectors, TVector>.Sigmoid(raw), mean + i);
        }
    }

    private void DrawGaussian(int row, ReadOnlySpan<double> normals, float* latent)
    {
        float* mean = means.Pointer + (row * weights.Stride);
        float* deviation = deviations.Pointer + (row * weights.Stride) + dimension;
        for (int d = 0; d < normals.Length; d++)
            latent[d] = isDrawn[row] ? MathF.FusedMultiplyAdd(deviation[d] + sigmaFloor, (float)normals[d], mean[d]) : float.NaN;
    }
}
