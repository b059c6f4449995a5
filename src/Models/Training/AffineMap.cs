using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>y = W x + b in double precision, for folding chains of affine maps into one layer.</summary>
internal sealed class AffineMap
{
    private readonly double[,] weights;
    private readonly double[] bias;

    /// <summary>Makes a map from W [output, input] and b [output].</summary>
    public AffineMap(double[,] weights, double[] bias)
    {
        if (weights.GetLength(0) != bias.Length)
            throw new ArgumentException($"W has {weights.GetLength(0)} rows for {bias.Length} values of b.", nameof(bias));
        this.weights = weights;
        this.bias = bias;
    }

    private int Inputs => weights.GetLength(1);

    private int Outputs => bias.Length;

    /// <summary>y_i = scale_i x_i + shift_i.</summary>
    public static AffineMap Diagonal(ReadOnlySpan<double> scale, ReadOnlySpan<double> shift)
    {
        double[,] diagonal = new double[scale.Length, scale.Length];
        for (int i = 0; i < scale.Length; i++)
            diagonal[i, i] = scale[i];
        return new AffineMap(diagonal, shift.ToArray());
    }

    /// <summary>A layer as a map.</summary>
    public static AffineMap Of(DenseLayer layer)
    {
        double[,] weights = new double[layer.Outputs, layer.Inputs];
        for (int output = 0; output < layer.Outputs; output++)
        {
            for (int input = 0; input < layer.Inputs; input++)
                weights[output, input] = layer.Weights[(output * layer.Inputs) + input];
        }

        return new AffineMap(weights, [.. layer.Bias.Select(value => (double)value)]);
    }

    /// <summary>This map, then <paramref name="next"/>.</summary>
    public AffineMap Then(AffineMap next)
    {
        double[,] product = new double[next.Outputs, Inputs];
        double[] shift = [.. next.bias];
        for (int output = 0; output < next.Outputs; output++)
        {
            for (int middle = 0; middle < Outputs; middle++)
            {
                double weight = next.weights[output, middle];
                shift[output] += weight * bias[middle];
                for (int input = 0; input < Inputs; input++)
                    product[output, input] += weight * weights[middle, input];
            }
        }

        return new AffineMap(product, shift);
    }

    /// <summary>The map as a layer in single precision.</summary>
    public DenseLayer ToLayer()
    {
        float[] flat = new float[Outputs * Inputs];
        for (int i = 0; i < flat.Length; i++)
            flat[i] = (float)weights[i / Inputs, i % Inputs];
        return new DenseLayer(Inputs, Outputs, flat, [.. bias.Select(value => (float)value)]);
    }
}
