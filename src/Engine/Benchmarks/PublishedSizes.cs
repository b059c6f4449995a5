using LatentSim.Models.Propagator;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;

namespace LatentSim.Engine.Benchmarks;

/// <summary>The networks of Trp-cage in Sidky et al. 2020 with random weights: speed does not depend on what they have learned.</summary>
internal static class PublishedSizes
{
    /// <summary>Latent coordinates, m.</summary>
    public const int Latents = 3;

    /// <summary>Gaussians, C.</summary>
    public const int Gaussians = 24;

    /// <summary>Normal numbers that the decoder is given, d.</summary>
    public const int Noise = 50;

    /// <summary>C-alpha atoms.</summary>
    public const int Sites = 20;

    private const ulong Seed = 1;
    private const float SigmaFloor = 1e-3f;

    // Raw deviations are about this, so that steps are small, as those of a trained network are: random ones of order one could run away.
    private const float RawDeviation = -4;
    private const float Scale = 0.1f;

    /// <summary>Multiply-adds of a latent step, as the network is written.</summary>
    public static long PropagatorProducts { get; } = Products(PropagatorWeights().Network);

    /// <summary>Multiply-adds of a configuration.</summary>
    public static long DecoderProducts { get; } = Products(DecoderWeights().Generator);

    /// <summary>The bytes of the propagator's weights, biases not counted.</summary>
    public static long PropagatorBytes => PropagatorProducts * sizeof(float);

    /// <summary>m = 3, two layers of 100, C = 24.</summary>
    public static MixtureDensityWeights PropagatorWeights()
    {
        Perceptron network = Network(Activation.Relu, Latents, 100, 100, Gaussians * (1 + (2 * Latents)));
        network.Layers[^1].Bias.AsSpan(Gaussians * (1 + Latents)).Fill(RawDeviation);
        return new MixtureDensityWeights(Latents, Gaussians, SigmaFloor, network);
    }

    /// <summary>Three layers of 200 swish units.</summary>
    public static WganDecoderWeights DecoderWeights()
    {
        float[] scale = [.. Enumerable.Repeat(Scale, 3 * Sites)];
        return new WganDecoderWeights(Noise, Latents, Network(Activation.Swish, Noise + Latents, 200, 200, 200, 3 * Sites), new float[3 * Sites], scale);
    }

    /// <summary>The propagator's kernel.</summary>
    public static IPropagator Propagator()
    {
        float[] start = [.. Enumerable.Repeat(0.5f, Latents)];
        return new MixtureDensityPropagator(PropagatorWeights(), new StartLatents(Latents, start));
    }

    private static long Products(Perceptron network) => network.Layers.Sum(layer => (long)layer.Inputs * layer.Outputs);

    private static Perceptron Network(Activation hidden, params int[] sizes) =>
        new([.. sizes.Skip(1).Select((outputs, i) => Layer(i, sizes[i], outputs))], hidden);

    private static DenseLayer Layer(int index, int inputs, int outputs)
    {
        PhiloxStream random = new(Seed, index, 0, RandomPurpose.Start);
        float[] weights = new float[inputs * outputs];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = random.NextNormal() / MathF.Sqrt(inputs);
        return new DenseLayer(inputs, outputs, weights, new float[outputs]);
    }
}
