using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>Folds everything linear around a trained network into its first and last layers.</summary>
internal static class EncoderFolding
{
    /// <summary>The network from raw features to the latents.</summary>
    /// <param name="inputs">How features are standardized.</param>
    /// <param name="network">The network on standardized features.</param>
    /// <param name="latents">From its outputs to the latents.</param>
    public static Perceptron Fold(Standardization inputs, Perceptron network, AffineMap latents)
    {
        DenseLayer[] layers = [.. network.Layers];
        layers[0] = inputs.ToMap().Then(AffineMap.Of(layers[0])).ToLayer();
        layers[^1] = AffineMap.Of(layers[^1]).Then(latents).ToLayer();
        return new Perceptron(layers, network.Hidden);
    }

    /// <summary>The map from functions to the latents (psi_i - min) / (max - min), with min and max over all frames.</summary>
    /// <param name="problem">How the functions combine to eigenfunctions.</param>
    /// <param name="functions">[frame, function] on all frames.</param>
    /// <param name="dimension">The eigenfunctions to keep, m.</param>
    public static AffineMap Latents(ReversibleEigenproblem problem, float[,] functions, int dimension)
    {
        int count = problem.Mean.Length;
        double[,] weights = new double[dimension, count];
        double[] bias = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            (double least, double greatest) = Range(problem, functions, i);
            double scale = 1 / (greatest - least);
            bias[i] = -least * scale;
            for (int j = 0; j < count; j++)
            {
                weights[i, j] = problem.Vectors[j, i] * scale;
                bias[i] -= weights[i, j] * problem.Mean[j];
            }
        }

        return new AffineMap(weights, bias);
    }

    private static (double Least, double Greatest) Range(ReversibleEigenproblem problem, float[,] functions, int eigenfunction)
    {
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        for (int row = 0; row < functions.GetLength(0); row++)
        {
            double value = problem.Evaluate(Rows.Row(functions, row), eigenfunction);
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        return (least, greatest);
    }
}
