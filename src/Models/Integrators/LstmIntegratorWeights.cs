using LatentSim.Models.Weights;
using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>
/// The published integrator (Kadupitiya, Fox and Jadhao 2020, equation 2): layers of long short-term memory read a window of frames, and a dense layer
/// makes the next frame of what the last of them gives at the end. The network sees features on [0, 1]: (value - minimum) / range.
/// </summary>
/// <param name="Window">The frames that it reads, S_R.</param>
/// <param name="Minimum">The least value of each feature in the training data, [frame length]: positions, then velocities.</param>
/// <param name="Range">The greatest less the least value of each feature, [frame length].</param>
/// <param name="Layers">The layers, the first's inputs a scaled frame.</param>
/// <param name="Activation">What wraps each layer's normalized output.</param>
/// <param name="Output">From the last layer's units to a frame.</param>
/// <param name="Residual">Whether the network gives the change of the scaled frame and not the next one.</param>
public sealed record LstmIntegratorWeights(
    int Window, double[] Minimum, double[] Range, IReadOnlyList<LstmLayer> Layers, Activation Activation, DenseLayer Output, bool Residual)
    : IIntegratorWeights
{
    /// <summary>The most frames of a window.</summary>
    public const int MostFrames = 1024;

    /// <summary>The most layers.</summary>
    public const int MostLayers = 16;

    /// <summary>The most units of a layer.</summary>
    public const int MostUnits = 4096;

    /// <summary>The most inputs of a layer.</summary>
    public const int MostInputs = 2 * 3 * ParticleSystem.MostParticles;

    /// <summary>The length of a frame.</summary>
    public int FrameLength => Minimum.Length;

    /// <summary>What is wrong with the arrays among themselves, or null.</summary>
    public string? Problem()
    {
        if (Window < 1 || Window > MostFrames)
            return $"a window of {Window} frames, expected 1 to {MostFrames}";
        if (Minimum.Length == 0 || Range.Length != Minimum.Length)
            return $"{Minimum.Length} minima and {Range.Length} ranges, expected as many of each";
        if (Minimum.Any(value => !double.IsFinite(value)) || Range.Any(value => !(value > 0) || double.IsInfinity(value)))
            return "a minimum that is not finite or a range that is not positive";
        if (!Enum.IsDefined(Activation))
            return $"activation {(int)Activation} is unknown";
        return LayerProblem() ?? OutputProblem();
    }

    /// <inheritdoc/>
    public string? Problem(ParticleSystem system)
    {
        if (Problem() is { } problem)
            return problem;
        return FrameLength == 2 * system.CoordinateCount ? null : $"frames of {FrameLength} numbers, expected {2 * system.CoordinateCount} as the system has";
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weights do not fit together or to the system.</exception>
    public IIntegrator CreateIntegrator(ParticleSystem system, double timestep) =>
        Problem(system) is { } problem ? throw new ArgumentException(problem, nameof(system)) : new LstmIntegrator(this, system);

    private string? LayerProblem()
    {
        if (Layers.Count is 0 or > MostLayers)
            return $"{Layers.Count} layers, expected 1 to {MostLayers}";
        int inputs = FrameLength;
        for (int i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].Problem() is { } problem)
                return $"layer {i} has {problem}";
            if (Layers[i].Inputs != inputs)
                return $"layer {i} has {Layers[i].Inputs} inputs, expected {inputs}";
            inputs = Layers[i].Units;
        }

        return null;
    }

    private string? OutputProblem()
    {
        if (Output.Inputs != Layers[^1].Units || Output.Outputs != FrameLength)
            return $"a dense layer from {Output.Inputs} to {Output.Outputs} numbers, expected from {Layers[^1].Units} to {FrameLength}";
        bool isWhole = Output.Weights.Length == (long)Output.Inputs * Output.Outputs && Output.Bias.Length == Output.Outputs;
        return isWhole ? null : $"a dense layer of {Output.Weights.Length} weights and {Output.Bias.Length} biases";
    }
}
