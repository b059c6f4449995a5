namespace LatentSim.Models.Weights;

/// <summary>An affine map y = W x + b.</summary>
/// <param name="Inputs">The length of x.</param>
/// <param name="Outputs">The length of y.</param>
/// <param name="Weights">W, row-major [output, input].</param>
/// <param name="Bias">b, one per output.</param>
public sealed record DenseLayer(int Inputs, int Outputs, float[] Weights, float[] Bias);
