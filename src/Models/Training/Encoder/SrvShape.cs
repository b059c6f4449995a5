namespace LatentSim.Models.Training;

/// <summary>The layers of a state-free reversible VAMPnet: batch normalization and tanh after each hidden layer, nothing after the last.</summary>
/// <param name="Inputs">Features.</param>
/// <param name="Width">Units of each hidden layer.</param>
/// <param name="HiddenLayers">Hidden layers, at least one.</param>
/// <param name="Outputs">Functions.</param>
internal sealed record SrvShape(int Inputs, int Width, int HiddenLayers, int Outputs)
{
    /// <summary>What goes into a layer; layer <see cref="HiddenLayers"/> is the last, linear one.</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Width;

    /// <summary>What comes out of it.</summary>
    public int OutputsOf(int layer) => layer == HiddenLayers ? Outputs : Width;
}
