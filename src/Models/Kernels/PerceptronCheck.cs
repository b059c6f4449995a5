using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels;

/// <summary>Checks that a perceptron's arrays have the sizes that it states and that its layers chain.</summary>
internal static class PerceptronCheck
{
    /// <summary>What is wrong with a perceptron, or null.</summary>
    public static string? Problem(Perceptron perceptron)
    {
        if (perceptron.Layers.Count == 0)
            return "a perceptron has no layers";
        if (!Enum.IsDefined(perceptron.Hidden))
            return $"activation {(int)perceptron.Hidden} is unknown";

        for (int i = 0; i < perceptron.Layers.Count; i++)
        {
            DenseLayer layer = perceptron.Layers[i];
            if (layer.Inputs <= 0 || layer.Outputs <= 0)
                return $"layer {i} has {layer.Inputs} inputs and {layer.Outputs} outputs";
            if (layer.Weights.Length != (long)layer.Inputs * layer.Outputs)
                return $"layer {i} has {layer.Weights.Length} weights, expected {layer.Outputs} x {layer.Inputs}";
            if (layer.Bias.Length != layer.Outputs)
                return $"layer {i} has {layer.Bias.Length} biases, expected {layer.Outputs}";
            if (i > 0 && perceptron.Layers[i - 1].Outputs != layer.Inputs)
                return $"layer {i} has {layer.Inputs} inputs, expected the {perceptron.Layers[i - 1].Outputs} outputs before it";
        }

        return null;
    }

    /// <summary>Throws if something is wrong with a perceptron.</summary>
    /// <exception cref="ArgumentException">The layers do not fit together.</exception>
    public static void Throw(Perceptron perceptron)
    {
        string? problem = Problem(perceptron);
        if (problem is not null)
            throw new ArgumentException(problem, nameof(perceptron));
    }
}
