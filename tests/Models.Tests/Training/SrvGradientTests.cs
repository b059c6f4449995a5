using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using TorchSharp;

namespace Models.Tests.Training;

/// <summary>The loss and its gradient against a torch network that both frames of every pair pass through, differentiated automatically.</summary>
[Collection(TorchCollection.Name)]
public sealed class SrvGradientTests
{
    private const double Ridge = 1e-6;
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData(2, 1, 5, 1, 1)]
    [InlineData(3, 1, 17, 2, 4)]
    [InlineData(9, 2, 100, 6, 1)]
    [InlineData(40, 2, 30, 3, 7)]
    [InlineData(5, 3, 12, 2, 2)]
    public void AgreeWithTorch(int inputs, int hiddenLayers, int width, int outputs, int lag)
    {
        float[,] data = Data([700, 40, 333], inputs);
        LaggedPairs pairs = LaggedPairs.Split([700, 40, 333], lag, 0);
        ChainBatch batch = LaggedChains.Link(pairs.Training, lag).All();
        SrvShape shape = new(inputs, width, hiddenLayers, outputs);
        SrvNetwork network = new(shape, FeatureMoments.Of(data, batch), new System.Random(3));
        MoveNorms(network, shape);
        SrvParameters gradient = new(shape);

        double loss = LossAndGradient(network, data, batch, gradient);

        using DisposeScope scope = torch.NewDisposeScope();
        using PerceptronNetwork twin = Twin(network, shape);
        torch.Tensor twinLoss = TwinLoss(twin, Rows.ToTensor(data, torch.CPU), pairs);
        twinLoss.backward();
        Assert.Equal(twinLoss.ToDouble(), loss, Tolerance * Math.Abs(loss));
        double least = 0.01 * Norm(gradient.All);
        for (int layer = 0; layer <= hiddenLayers; layer++)
        {
            AssertAgree(twin.get_parameter($"dense{layer}.weight")!, gradient.Weights(layer), least, $"weights of layer {layer}");
            if (layer == hiddenLayers)
                continue;
            AssertAgree(twin.get_parameter($"norm{layer}.weight")!, gradient.Gamma(layer), least, $"gamma of layer {layer}");
            AssertAgree(twin.get_parameter($"norm{layer}.bias")!, gradient.Beta(layer), least, $"beta of layer {layer}");
        }
    }

    private static double LossAndGradient(SrvNetwork network, float[,] data, ChainBatch batch, SrvParameters gradient)
    {
        FrameTable functions = new(network.Shape.Outputs);
        FrameTable functionGradient = new(network.Shape.Outputs);
        SrvPass pass = new(network, data);
        pass.Forward(batch, functions);
        double loss = new ReversibleVampGradient(network.Shape.Outputs, Ridge).Of(batch, functions, functionGradient);
        pass.Backward(batch, functionGradient, gradient);
        return loss;
    }

    private static torch.Tensor TwinLoss(PerceptronNetwork twin, torch.Tensor data, LaggedPairs pairs)
    {
        torch.Tensor early = torch.tensor(pairs.Training);
        torch.Tensor outputs = twin.forward(data.index_select(0, torch.cat([early, early + pairs.Lag])));
        int count = pairs.Training.Length;
        return TwinVampLoss.Of(outputs.narrow(0, 0, count), outputs.narrow(0, count, count), Ridge);
    }

    private static PerceptronNetwork Twin(SrvNetwork network, SrvShape shape)
    {
        PerceptronNetwork twin = new(
            "twin", shape.Inputs, new PerceptronShape(shape.HiddenLayers, shape.Width, Activation.Tanh, BatchNorm: true), shape.Outputs, torch.CPU);
        using IDisposable noGradient = torch.no_grad();
        for (int layer = 0; layer <= shape.HiddenLayers; layer++)
        {
            Set(twin, $"dense{layer}.weight", network.Parameters.Weights(layer));
            twin.get_parameter($"dense{layer}.bias")!.zero_();
            if (layer == shape.HiddenLayers)
                continue;
            Set(twin, $"norm{layer}.weight", network.Parameters.Gamma(layer));
            Set(twin, $"norm{layer}.bias", network.Parameters.Beta(layer));
        }

        return twin;
    }

    private static void Set(PerceptronNetwork twin, string name, ReadOnlySpan<float> values)
    {
        torch.Tensor parameter = twin.get_parameter(name)!;
        parameter.copy_(torch.tensor(values.ToArray()).reshape(parameter.shape));
    }

    // A gradient may be zero, as that of a weight whose size batch normalization undoes: then it is measured by the whole.
    private static void AssertAgree(torch.Tensor parameter, ReadOnlySpan<float> actual, double least, string what)
    {
        float[] expected = parameter.grad!.contiguous().data<float>().ToArray();
        double scale = Math.Max(least, Norm(expected));
        float[] difference = [.. expected.Zip(actual.ToArray(), (x, y) => x - y)];
        Assert.True(Norm(difference) <= Tolerance * scale, $"The gradient of the {what} is off by {Norm(difference):e1} of {scale:e1}.");
    }

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));

    private static void MoveNorms(SrvNetwork network, SrvShape shape)
    {
        System.Random random = new(5);
        for (int layer = 0; layer < shape.HiddenLayers; layer++)
        {
            foreach (ref float gamma in network.Parameters.Gamma(layer))
                gamma = 0.5f + (float)random.NextDouble();
            foreach (ref float beta in network.Parameters.Beta(layer))
                beta = (float)random.NextDouble() - 0.5f;
        }
    }

    // Autoregressive features with neighbours mixed in, so that they correlate in time and among each other; means and widths differ.
    private static float[,] Data(int[] lengths, int inputs)
    {
        System.Random random = new(11);
        float[,] data = new float[lengths.Sum(), inputs];
        for (int i = 0; i < inputs; i++)
        {
            double decay = 0.98 - (0.3 * i / inputs);
            double x = 0;
            for (int frame = 0; frame < data.GetLength(0); frame++)
            {
                x = (decay * x) + (Math.Sqrt(1 - (decay * decay)) * KnownProcesses.Normal(random));
                data[frame, i] = (float)((0.8 * x) + 0.3 + (i > 0 ? 0.4 * data[frame, i - 1] : 0));
            }
        }

        return data;
    }
}
