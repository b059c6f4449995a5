using LatentSim.Models.Weights;

namespace Models.Tests;

/// <summary>Networks with seeded random weights.</summary>
internal static class RandomWeights
{
    public static float[] Normals(System.Random random, int count, double scale = 1)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)(scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }

    public static Perceptron Perceptron(System.Random random, Activation hidden, params int[] sizes) => Perceptron(random, hidden, 1, sizes);

    /// <summary>A network whose last layer is scaled down.</summary>
    public static Perceptron Perceptron(System.Random random, Activation hidden, double lastScale, params int[] sizes)
    {
        List<DenseLayer> layers = [];
        for (int i = 1; i < sizes.Length; i++)
        {
            double scale = i == sizes.Length - 1 ? lastScale : 1;
            float[] weights = Normals(random, sizes[i - 1] * sizes[i], scale / Math.Sqrt(sizes[i - 1]));
            layers.Add(new DenseLayer(sizes[i - 1], sizes[i], weights, Normals(random, sizes[i], 0.3 * scale)));
        }

        return new Perceptron(layers, hidden);
    }

    public static MixtureDensityWeights Mixture(System.Random random, int dimension, int components) =>
        new(dimension, components, 1e-3f, Perceptron(random, Activation.Relu, dimension, 20, 20, components * (1 + (2 * dimension))));

    public static SplineFlowWeights Flow(System.Random random, bool[] circular, int conditions, int couplings = 4, int bins = 8, int hidden = 24, double spread = 1)
    {
        List<SplineCoupling> list = [];
        for (int c = 0; c < couplings; c++)
        {
            bool[] mask = circular.Select((_, d) => circular.Length == 1 || (d + c) % 2 == 0).ToArray();
            int inputs = conditions + Enumerable.Range(0, circular.Length).Sum(d => mask[d] ? 0 : circular[d] ? 2 : 1);
            int outputs = Enumerable.Range(0, circular.Length).Sum(d => mask[d] ? (3 * bins) + (circular[d] ? 1 : -1) : 0);
            list.Add(new SplineCoupling(mask, Perceptron(random, Activation.Relu, spread, inputs, hidden, hidden, outputs)));
        }

        return new SplineFlowWeights(circular, conditions, bins, 5, list);
    }
}
