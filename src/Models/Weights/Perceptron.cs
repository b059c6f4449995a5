namespace LatentSim.Models.Weights;

/// <summary>A chain of dense layers with <paramref name="Hidden"/> between them and nothing after the last.</summary>
/// <param name="Layers">The layers, input first.</param>
/// <param name="Hidden">The activation after every layer but the last.</param>
public sealed record Perceptron(IReadOnlyList<DenseLayer> Layers, Activation Hidden)
{
    /// <summary>The length of an input row.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>The length of an output row.</summary>
    public int Outputs => Layers[^1].Outputs;
}
