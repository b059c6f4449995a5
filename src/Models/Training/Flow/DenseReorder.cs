using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>Takes some of a layer's inputs or outputs, in another order.</summary>
internal static class DenseReorder
{
    /// <summary>The layer whose input i is the given layer's input <paramref name="order"/>[i].</summary>
    public static DenseLayer Inputs(DenseLayer layer, int[] order)
    {
        float[] weights = new float[layer.Outputs * order.Length];
        for (int output = 0; output < layer.Outputs; output++)
        {
            for (int i = 0; i < order.Length; i++)
                weights[(output * order.Length) + i] = layer.Weights[(output * layer.Inputs) + order[i]];
        }

        return new DenseLayer(order.Length, layer.Outputs, weights, layer.Bias);
    }

    /// <summary>The layer whose output i is the given layer's output <paramref name="order"/>[i].</summary>
    public static DenseLayer Outputs(DenseLayer layer, int[] order)
    {
        float[] weights = new float[order.Length * layer.Inputs];
        for (int i = 0; i < order.Length; i++)
            layer.Weights.AsSpan(order[i] * layer.Inputs, layer.Inputs).CopyTo(weights.AsSpan(i * layer.Inputs));
        return new DenseLayer(layer.Inputs, order.Length, weights, [.. order.Select(output => layer.Bias[output])]);
    }
}
