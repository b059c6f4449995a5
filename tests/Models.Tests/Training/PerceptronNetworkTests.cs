using LatentSim.Models.Kernels;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using TorchSharp;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class PerceptronNetworkTests
{
    private const int Inputs = 7;
    private const int Outputs = 4;

    [Theory]
    [InlineData(Activation.Tanh, true)]
    [InlineData(Activation.Relu, false)]
    [InlineData(Activation.Swish, false)]
    public void AgreesWithItsKernel(Activation activation, bool batchNorm)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = new TorchSettings().Apply();
        using PerceptronNetwork network = new("network", Inputs, new PerceptronShape(3, 50, activation, batchNorm, Dropout: 0.2), Outputs, device);
        MoveStatistics(network);

        float[,] rows = Rows.FromTensor(torch.randn(300, Inputs) * 2);
        float[,] expected = NetworkOutputs.Of(network, Rows.ToTensor(rows, device));
        float[] actual = new float[300 * Outputs];
        new PerceptronKernel(network.ToPerceptron()).Evaluate(Rows.Span(rows), actual, 300);

        AssertClose.All(Rows.Span(expected), actual, 1e-5);
    }

    [Fact]
    public void FoldsStandardizationEigenvectorsAndScalingIntoTheEncoder()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = new TorchSettings().Apply();
        using PerceptronNetwork network = new("network", Inputs, new PerceptronShape(2, 40, Activation.Tanh, BatchNorm: true), 3, device);
        MoveStatistics(network);
        float[,] features = Rows.FromTensor((torch.randn(500, Inputs) * 3) + 10);
        long[] pairs = [.. Enumerable.Range(0, 499).Select(i => (long)i)];
        Standardization standardization = Standardization.Of(features, pairs);
        float[,] functions = NetworkOutputs.Of(network, Rows.ToTensor(standardization.Apply(features), device));
        ReversibleEigenproblem problem = ReversibleEigenproblem.Solve(functions, pairs, 1);

        Perceptron folded = EncoderFolding.Fold(standardization, network.ToPerceptron(), EncoderFolding.Latents(problem, functions, 2));
        float[] latents = new float[500 * 2];
        new PerceptronKernel(folded).Evaluate(Rows.Span(features), latents, 500);

        for (int d = 0; d < 2; d++)
        {
            double[] psi = [.. Enumerable.Range(0, 500).Select(i => problem.Evaluate(Rows.Row(functions, i), d))];
            float[] expected = [.. psi.Select(value => (float)((value - psi.Min()) / (psi.Max() - psi.Min())))];
            AssertClose.All(expected, [.. latents.Where((_, i) => i % 2 == d)], 1e-5);
        }
    }

    // A pass in training mode moves the running statistics of batch norms away from their initial values.
    private static void MoveStatistics(PerceptronNetwork network)
    {
        network.train();
        for (int i = 0; i < 5; i++)
            network.forward((torch.randn(200, Inputs) * 1.5) + 0.3);
    }
}
