using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Propagator;

/// <summary>
/// The last layer of a mixture density network, packed so that the mean and the deviation of one Gaussian are computed without those of the others:
/// [component, input, m means and m raw deviations], the last rounded up to whole vectors.
/// </summary>
internal sealed unsafe class ComponentWeights
{
    // What a row of outputs is rounded up to: no vector of the kernels of components is longer.
    private const int Lanes = 8;
    private readonly AlignedBuffer weights;
    private readonly AlignedBuffer bias;

    /// <summary>Packs a network's last layer, whose outputs are C logits, [component, m] means and [component, m] raw deviations.</summary>
    public ComponentWeights(MixtureDensityWeights mixture)
    {
        DenseLayer layer = mixture.Network.Layers[^1];
        Inputs = layer.Inputs;
        Stride = ((2 * mixture.Dimension) + Lanes - 1) / Lanes * Lanes;
        weights = new AlignedBuffer(checked(mixture.Components * Inputs * Stride));
        bias = new AlignedBuffer(checked(mixture.Components * Stride));
        for (int component = 0; component < mixture.Components; component++)
        {
            for (int i = 0; i < 2 * mixture.Dimension; i++)
                Pack(layer, OutputOf(mixture, component, i), component, i);
        }
    }

    /// <summary>The length of an input row.</summary>
    public int Inputs { get; }

    /// <summary>The length of a row of outputs: m means, m raw deviations and what rounds up.</summary>
    public int Stride { get; }

    /// <summary>The weights of a component, [input, <see cref="Stride"/>].</summary>
    public float* Weights(int component) => weights.Pointer + ((nint)component * Inputs * Stride);

    /// <summary>The biases of a component.</summary>
    public float* Bias(int component) => bias.Pointer + ((nint)component * Stride);

    /// <summary>The layer of the logits alone.</summary>
    public static DenseLayer Logits(MixtureDensityWeights mixture)
    {
        DenseLayer layer = mixture.Network.Layers[^1];
        return new DenseLayer(layer.Inputs, mixture.Components, layer.Weights[..(mixture.Components * layer.Inputs)], layer.Bias[..mixture.Components]);
    }

    // Means come after the logits, deviations after the means.
    private static int OutputOf(MixtureDensityWeights mixture, int component, int i)
    {
        (int C, int m) = (mixture.Components, mixture.Dimension);
        return i < m ? C + (component * m) + i : C + (C * m) + (component * m) + (i - m);
    }

    private void Pack(DenseLayer layer, int output, int component, int place)
    {
        bias.Span[(component * Stride) + place] = layer.Bias[output];
        int start = (component * Inputs * Stride) + place;
        for (int input = 0; input < Inputs; input++)
            weights.Span[start + (input * Stride)] = layer.Weights[(output * Inputs) + input];
    }
}
