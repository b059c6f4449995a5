using LatentSim.Models.Integrators;
using LatentSim.Models.Weights;

namespace Models.Tests.Integrators;

/// <summary>The documented equations of <see cref="LstmIntegratorWeights"/>, one number at a time in double precision.</summary>
internal static class LstmReference
{
    /// <summary>The scaled frame that follows a window of scaled frames.</summary>
    public static double[] Next(LstmIntegratorWeights weights, ReadOnlySpan<double> window)
    {
        int features = weights.FrameLength;
        List<double[]> sequence = [];
        for (int frame = 0; frame < weights.Window; frame++)
            sequence.Add(window.Slice(frame * features, features).ToArray());
        double[] last = sequence[^1];
        foreach (LstmLayer layer in weights.Layers)
            sequence = Layer(layer, weights.Activation, sequence);

        double[] next = new double[features];
        for (int i = 0; i < features; i++)
            next[i] = weights.Output.Bias[i] + Dot(weights.Output.Weights, i, sequence[^1]) + (weights.Residual ? last[i] : 0);
        return next;
    }

    private static List<double[]> Layer(LstmLayer layer, Activation activation, List<double[]> sequence)
    {
        double[] h = new double[layer.Units];
        double[] c = new double[layer.Units];
        List<double[]> outputs = [];
        foreach (double[] x in sequence)
        {
            double[] before = h;
            double Gate(int gate, int unit)
            {
                int row = (gate * layer.Units) + unit;
                return layer.Bias[row] + Dot(layer.InputWeights, row, x) + Dot(layer.RecurrentWeights, row, before);
            }

            h = new double[layer.Units];
            for (int unit = 0; unit < h.Length; unit++)
            {
                c[unit] = (Sigmoid(Gate(1, unit)) * c[unit]) + (Sigmoid(Gate(0, unit)) * Math.Tanh(Gate(2, unit)));
                h[unit] = Sigmoid(Gate(3, unit)) * Math.Tanh(c[unit]);
            }

            outputs.Add([.. h.Select((value, unit) => Wrap(activation, (layer.Scale[unit] * value) + layer.Shift[unit]))]);
        }

        return outputs;
    }

    private static double Dot(float[] matrix, int row, double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += matrix[(row * x.Length) + i] * x[i];
        return sum;
    }

    private static double Wrap(Activation activation, double x) => activation switch
    {
        Activation.Relu => Math.Max(0, x),
        Activation.Tanh => Math.Tanh(x),
        Activation.Swish => x * Sigmoid(x),
        _ => x,
    };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
