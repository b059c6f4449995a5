using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>A state-free reversible VAMPnet in training: its parameters and the statistics that its batch normalizations keep.</summary>
internal sealed class SrvNetwork : ITrainable
{
    private readonly BatchNormalization[] norms;
    private readonly float[] bestParameters;
    private readonly double[][] bestStatistics;

    /// <summary>Makes a network with initial weights.</summary>
    /// <param name="shape">Its layers.</param>
    /// <param name="moments">Of the features, over the training pairs.</param>
    /// <param name="random">Draws the weights.</param>
    public SrvNetwork(SrvShape shape, FeatureMoments moments, System.Random random)
    {
        Shape = shape;
        Parameters = new SrvParameters(shape);
        Parameters.Initialize(random);
        InputNorm = new InputNormalization(moments, shape.Width);
        norms = [.. Enumerable.Range(1, shape.HiddenLayers - 1).Select(_ => new BatchNormalization(shape.Width))];
        bestParameters = [.. Parameters.All];
        bestStatistics = [.. Statistics().Select(values => values.ToArray())];
    }

    /// <summary>The layers.</summary>
    public SrvShape Shape { get; }

    /// <summary>What is learned.</summary>
    public SrvParameters Parameters { get; }

    /// <summary>After the first layer.</summary>
    public InputNormalization InputNorm { get; }

    /// <summary>After a hidden layer, the second or later.</summary>
    public BatchNormalization Norm(int layer) => norms[layer - 1];

    /// <summary>The network with the running statistics, batch normalization folded into the layers.</summary>
    public Perceptron ToPerceptron()
    {
        DenseLayer[] layers = new DenseLayer[Shape.HiddenLayers + 1];
        layers[0] = InputNorm.Map(Parameters.Weights(0), Parameters.Gamma(0), Parameters.Beta(0)).ToLayer();
        for (int layer = 1; layer < layers.Length; layer++)
        {
            AffineMap map = AffineMap.Of(new DenseLayer(
                Shape.InputsOf(layer), Shape.OutputsOf(layer), Parameters.Weights(layer).ToArray(), new float[Shape.OutputsOf(layer)]));
            layers[layer] = (layer == Shape.HiddenLayers ? map : map.Then(Norm(layer).Running(Parameters.Gamma(layer), Parameters.Beta(layer)))).ToLayer();
        }

        return new Perceptron(layers, Activation.Tanh);
    }

    /// <inheritdoc/>
    public void BeginTraining()
    {
    }

    /// <inheritdoc/>
    public double Validate(Func<double> loss) => loss();

    /// <inheritdoc/>
    public void Keep()
    {
        Parameters.All.CopyTo(bestParameters, 0);
        foreach ((double[] live, double[] best) in Statistics().Zip(bestStatistics))
            live.CopyTo(best, 0);
    }

    /// <inheritdoc/>
    public void Restore()
    {
        bestParameters.CopyTo(Parameters.All, 0);
        foreach ((double[] live, double[] best) in Statistics().Zip(bestStatistics))
            best.CopyTo(live, 0);
    }

    private IEnumerable<double[]> Statistics() => norms.SelectMany(norm => new[] { norm.RunningMean, norm.RunningVariance });
}
