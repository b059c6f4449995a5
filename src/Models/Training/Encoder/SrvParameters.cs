namespace LatentSim.Models.Training;

/// <summary>
/// The parameters of a state-free reversible VAMPnet, or their gradient, one after the other. No layer has a bias: batch normalization and the means that
/// the loss removes would undo it.
/// </summary>
internal sealed class SrvParameters
{
    private readonly SrvShape shape;
    private readonly int[] starts;

    /// <summary>Zeros.</summary>
    public SrvParameters(SrvShape shape)
    {
        this.shape = shape;
        starts = new int[shape.HiddenLayers + 1];
        int length = 0;
        for (int layer = 0; layer <= shape.HiddenLayers; layer++)
        {
            starts[layer] = length;
            int outputs = shape.OutputsOf(layer);
            length = checked(length + (outputs * shape.InputsOf(layer)) + (layer < shape.HiddenLayers ? 2 * outputs : 0));
        }

        All = new float[length];
    }

    /// <summary>All of them.</summary>
    public float[] All { get; }

    /// <summary>A layer's matrix, [output, input].</summary>
    public Span<float> Weights(int layer) => All.AsSpan(starts[layer], WeightsOf(layer));

    /// <summary>What a normalized unit is multiplied with.</summary>
    public Span<float> Gamma(int layer) => All.AsSpan(starts[layer] + WeightsOf(layer), shape.Width);

    /// <summary>What is then added.</summary>
    public Span<float> Beta(int layer) => All.AsSpan(starts[layer] + WeightsOf(layer) + shape.Width, shape.Width);

    /// <summary>Initial values: weights uniform within 1 / sqrt(inputs) of 0, gammas 1, betas 0.</summary>
    public void Initialize(System.Random random)
    {
        for (int layer = 0; layer <= shape.HiddenLayers; layer++)
        {
            double bound = 1 / Math.Sqrt(shape.InputsOf(layer));
            foreach (ref float weight in Weights(layer))
                weight = (float)(bound * ((2 * random.NextDouble()) - 1));
            if (layer == shape.HiddenLayers)
                continue;
            Gamma(layer).Fill(1);
            Beta(layer).Clear();
        }
    }

    private int WeightsOf(int layer) => shape.OutputsOf(layer) * shape.InputsOf(layer);
}
