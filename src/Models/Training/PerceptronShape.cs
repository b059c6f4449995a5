using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>The hidden layers of a network.</summary>
/// <param name="Layers">The number of hidden layers.</param>
/// <param name="Width">Units in each.</param>
/// <param name="Activation">The nonlinearity after each.</param>
/// <param name="BatchNorm">Whether a batch normalization precedes each nonlinearity.</param>
/// <param name="Dropout">The chance that a unit of the last hidden layer is dropped during training.</param>
internal sealed record PerceptronShape(int Layers, int Width, Activation Activation, bool BatchNorm = false, double Dropout = 0);
