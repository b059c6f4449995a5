using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace Models.Tests.Kernels;

public sealed class PerceptronKernelTests
{
    [Theory]
    [InlineData(Activation.Identity)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Swish)]
    public void AgreesWithThePlainFormula(Activation hidden)
    {
        Perceptron perceptron = RandomWeights.Perceptron(new System.Random(1), hidden, 7, 33, 16, 5);
        float[] inputs = RandomWeights.Normals(new System.Random(2), 20 * 7, 2);
        float[] outputs = new float[20 * 5];
        new PerceptronKernel(perceptron).Evaluate(inputs, outputs, 20);

        for (int row = 0; row < 20; row++)
        {
            double[] expected = Plain(perceptron, inputs[(row * 7)..((row + 1) * 7)]);
            for (int i = 0; i < 5; i++)
                Assert.Equal(expected[i], outputs[(row * 5) + i], 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(64)]
    [InlineData(513)]
    public void ARowDoesNotDependOnItsBatch(int batch)
    {
        const int Rows = 513;
        Perceptron perceptron = RandomWeights.Perceptron(new System.Random(3), Activation.Swish, 11, 40, 40, 37);
        float[] inputs = RandomWeights.Normals(new System.Random(4), Rows * 11);
        float[] reversed = inputs.Chunk(11).Reverse().SelectMany(row => row).ToArray();
        float[] whole = new float[Rows * 37];
        float[] parts = new float[Rows * 37];
        new PerceptronKernel(perceptron).Evaluate(reversed, whole, Rows);

        PerceptronKernel kernel = new(perceptron);
        for (int row = 0; row < Rows; row += batch)
        {
            int count = Math.Min(batch, Rows - row);
            kernel.Evaluate(inputs.AsSpan(row * 11), parts.AsSpan(row * 37), count);
        }

        Assert.Equal(whole.Chunk(37).Reverse().SelectMany(row => row), parts);
    }

    [Theory]
    [InlineData(11, 37)]
    [InlineData(16, 48)]
    [InlineData(12, 41)]
    public void ARowDoesNotDependOnStrides(int inputStride, int outputStride)
    {
        const int Rows = 100;
        PerceptronKernel kernel = new(RandomWeights.Perceptron(new System.Random(3), Activation.Tanh, 11, 40, 37));
        float[] inputs = RandomWeights.Normals(new System.Random(4), Rows * inputStride);
        float[] outputs = new float[Rows * outputStride];
        kernel.Evaluate(inputs, inputStride, outputs, outputStride, Rows);

        float[] dense = new float[Rows * 37];
        kernel.Evaluate([.. inputs.Chunk(inputStride).SelectMany(row => row[..11])], dense, Rows);
        Assert.Equal(dense, outputs.Chunk(outputStride).SelectMany(row => row[..37]));
    }

    [Fact]
    public void WritesNothingPastItsRows()
    {
        Perceptron perceptron = RandomWeights.Perceptron(new System.Random(5), Activation.Relu, 3, 10, 21);
        float[] outputs = new float[(8 * 21) + 32];
        outputs.AsSpan().Fill(77);
        new PerceptronKernel(perceptron).Evaluate(new float[8 * 3], outputs, 8);

        Assert.All(outputs[(8 * 21)..], value => Assert.Equal(77, value));
        Assert.All(outputs[..(8 * 21)], value => Assert.NotEqual(77, value));
    }

    [Fact]
    public void AllocatesNothingOnceWarm()
    {
        PerceptronKernel kernel = new(RandomWeights.Perceptron(new System.Random(6), Activation.Relu, 4, 20, 9));
        float[] inputs = new float[40];
        float[] outputs = new float[90];
        kernel.Evaluate(inputs, outputs, 10);

        long before = GC.GetAllocatedBytesForCurrentThread();
        kernel.Evaluate(inputs, outputs, 10);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void LayersThatDoNotChainAreRefused()
    {
        Perceptron broken = new([new DenseLayer(2, 3, new float[6], new float[3]), new DenseLayer(4, 1, new float[4], new float[1])], Activation.Relu);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new PerceptronKernel(broken));
        Assert.Contains("layer 1 has 4 inputs, expected the 3 outputs", thrown.Message);
    }

    [Fact]
    public void ShortSpansAreRefused()
    {
        PerceptronKernel kernel = new(RandomWeights.Perceptron(new System.Random(7), Activation.Relu, 4, 8, 3));
        Assert.Throws<ArgumentException>(() => kernel.Evaluate(new float[7], new float[6], 2));
        Assert.Throws<ArgumentException>(() => kernel.Evaluate(new float[8], new float[5], 2));
    }

    private static double[] Plain(Perceptron perceptron, float[] input)
    {
        double[] values = Array.ConvertAll(input, x => (double)x);
        for (int i = 0; i < perceptron.Layers.Count; i++)
        {
            DenseLayer layer = perceptron.Layers[i];
            values = Enumerable.Range(0, layer.Outputs).Select(o => layer.Bias[o] + values.Select((x, k) => x * layer.Weights[(o * layer.Inputs) + k]).Sum()).ToArray();
            if (i < perceptron.Layers.Count - 1)
                values = Array.ConvertAll(values, x => Activate(perceptron.Hidden, x));
        }

        return values;
    }

    private static double Activate(Activation activation, double x) => activation switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.Tanh => Math.Tanh(x),
        Activation.Swish => x / (1 + Math.Exp(-x)),
        _ => x,
    };
}
