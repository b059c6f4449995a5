namespace LatentSim.Models.Weights;

/// <summary>The nonlinearity after each hidden layer of a <see cref="Perceptron"/>.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    Identity = 0,

    /// <summary>max(x, 0).</summary>
    Relu = 1,

    /// <summary>tanh x.</summary>
    Tanh = 2,

    /// <summary>x / (1 + exp(-x)), also called SiLU.</summary>
    Swish = 3,
}
