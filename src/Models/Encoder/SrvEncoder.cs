using LatentSim.Models.Features;
using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Encoder;

/// <summary>Maps configurations to slow latent coordinates: a state-free reversible VAMPnet (SRV; Sidky et al. 2020, section 2.1) from plain arrays. Used by one thread at a time.</summary>
public sealed class SrvEncoder
{
    private const int ChunkFrames = 96;
    private readonly FeatureExtractor? extractor;
    private readonly PerceptronKernel network;
    private readonly DeflationKernel? deflation;
    private readonly float[] features;

    /// <summary>Makes the kernel of a trained encoder.</summary>
    /// <param name="weights">The trained encoder.</param>
    /// <param name="atoms">The number of atoms of each configuration; not looked at where frames are plain numbers.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The features do not suit so many atoms.</exception>
    public SrvEncoder(EncoderWeights weights, int atoms)
    {
        if (Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        network = new PerceptronKernel(weights.Network);
        deflation = weights.Deflation is null ? null : new DeflationKernel(weights.Deflation);
        FrameSize = weights.Features.Columns;
        features = [];
        if (weights.Features.Columns > 0)
            return;
        extractor = new FeatureExtractor(weights.Features, atoms);
        FrameSize = 3 * atoms;
        features = new float[ChunkFrames * extractor.Count];
    }

    /// <summary>The number of atoms of each configuration; zero where frames are plain numbers.</summary>
    public int Atoms => extractor?.AtomCount ?? 0;

    /// <summary>The numbers of each frame: three an atom, or the columns of frames that are plain numbers.</summary>
    public int FrameSize { get; }

    /// <summary>The number of latent coordinates, m.</summary>
    public int Dimension => network.Outputs;

    /// <summary>Encodes frames.</summary>
    /// <param name="positions">[frame, atom, 3], nm, or [frame, column].</param>
    /// <param name="latents">Filled with [frame, m], [0, 1] over the training data.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public void Encode(ReadOnlySpan<float> positions, Span<float> latents)
    {
        int frames = positions.Length / FrameSize;
        if (positions.Length % FrameSize != 0 || latents.Length != frames * Dimension)
            throw new ArgumentException($"{positions.Length} positions and {latents.Length} latents are not frames of {FrameSize} and {Dimension}.");

        for (int first = 0; first < frames; first += ChunkFrames)
        {
            int count = Math.Min(ChunkFrames, frames - first);
            ReadOnlySpan<float> rows = FeaturesOf(positions.Slice(first * FrameSize, count * FrameSize), count);
            Span<float> chunk = latents.Slice(first * Dimension, count * Dimension);
            network.Evaluate(rows, chunk, count);
            deflation?.Subtract(rows, chunk, count);
        }
    }

    private ReadOnlySpan<float> FeaturesOf(ReadOnlySpan<float> frames, int count)
    {
        if (extractor is null)
            return frames;
        Span<float> rows = features.AsSpan(0, count * extractor.Count);
        extractor.Extract(frames, rows, count);
        return rows;
    }

    /// <summary>What is wrong with weights, or null; that the features suit the atoms is checked by who extracts them.</summary>
    internal static string? Problem(EncoderWeights weights)
    {
        if (PerceptronCheck.Problem(weights.Network) is { } problem)
            return problem;
        if (weights.Network.Inputs != weights.Features.Count)
            return $"a network of {weights.Network.Inputs} inputs, expected {weights.Features.Count} features";
        if (!(weights.LagTime > 0) || !double.IsFinite(weights.LagTime))
            return $"a lag time of {weights.LagTime} ps, expected a positive number";
        if (weights.Eigenvalues.Length < weights.Dimension)
            return $"{weights.Eigenvalues.Length} eigenvalues, expected at least {weights.Dimension}";
        return weights.Deflation is { } deflation ? DeflationKernel.Problem(deflation, weights.Features.Count, weights.Dimension) : null;
    }
}
