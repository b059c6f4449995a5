using LatentSim.Models.Flow;
using LatentSim.Models.Training;
using TorchSharp;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class SplineFlowInverseTests
{
    private const int Count = 200;
    private const int Conditions = 3;
    private static readonly bool[] Circular = [false, true, false, true, true, false, false];

    [Fact]
    public void UndoesNormalize()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using SplineFlowNetwork network = Network();
        torch.Tensor z = network.DrawBase(Count);
        torch.Tensor condition = torch.randn(Count, Conditions);
        torch.Tensor again = network.Normalize(network.Invert(z, condition), condition).Z;
        AssertSamePlaces(Rows.FromTensor(z), Rows.FromTensor(again), 2e-4);
    }

    [Fact]
    public void AgreesWithItsKernel()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using SplineFlowNetwork network = Network();
        float[,] z = Rows.FromTensor(network.DrawBase(Count));
        float[,] condition = Rows.FromTensor(torch.randn(Count, Conditions));
        float[,] kernel = new float[Count, Circular.Length];
        new SplineFlow(network.ToWeights()).Inverse(Rows.Span(z), Rows.Span(condition), Rows.Span(kernel));
        torch.Tensor x = network.Invert(Rows.ToTensor(z, torch.CPU), Rows.ToTensor(condition, torch.CPU));
        AssertSamePlaces(kernel, Rows.FromTensor(x), 2e-4);
    }

    // Forwards after backwards gives back the base coordinates whatever the parameters are: its gradient with respect to them, through both, is zero. What
    // goes through one alone is not.
    [Fact]
    public void GradientsWithRespectToParametersAreThoseOfTheInverse()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using SplineFlowNetwork network = Network();
        torch.Tensor z = network.DrawBase(Count);
        torch.Tensor condition = torch.randn(Count, Conditions);
        torch.Tensor weights = torch.randn(Count, Circular.Length);
        torch.Tensor[] parameters = [.. network.parameters()];

        IList<torch.Tensor> both = torch.autograd.grad([(network.Normalize(network.Invert(z, condition), condition).Z * weights).sum()], parameters);
        IList<torch.Tensor> alone = torch.autograd.grad([(network.Invert(z, condition) * weights).sum()], parameters);
        double size = Math.Sqrt(alone.Sum(gradient => gradient.square().sum().ToDouble()));
        Assert.True(size > 1);
        Assert.True(Math.Sqrt(both.Sum(gradient => gradient.square().sum().ToDouble())) < 2e-3 * size);
    }

    [Fact]
    public void GradientsWithRespectToTheBaseAreFiniteDifferences()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using SplineFlowNetwork network = Network();
        const float Step = 2e-3f;
        torch.Tensor z = (network.DrawBase(Count) * 0.5).detach().requires_grad_();
        torch.Tensor condition = torch.randn(Count, Conditions);
        torch.Tensor direction = torch.randn(Count, Circular.Length);
        torch.Tensor weights = torch.randn(Count, Circular.Length);
        torch.Tensor slope = (torch.autograd.grad([(network.Invert(z, condition) * weights).sum()], [z])[0] * direction).sum([1L]);
        torch.Tensor difference = ((network.Invert(z + (direction * Step), condition) - network.Invert(z - (direction * Step), condition)) * weights).sum([1L]) / (2 * Step);

        // A row that crosses a knot, where the second derivative jumps, is off by more; most do not.
        double[] errors = [.. (slope - difference).detach().data<float>().ToArray().Select(error => (double)Math.Abs(error)).Order()];
        Assert.True(errors[Count * 8 / 10] < 0.02, $"{errors[Count * 8 / 10]}");
    }

    private static SplineFlowNetwork Network()
    {
        torch.Device device = new TorchSettings { Seed = 4 }.Apply();
        SplineFlowNetwork network = new(Circular, Conditions, new SplineFlowOptions { Couplings = 5, HiddenWidth = 20, Bins = 7 }, 4, device);
        using (torch.no_grad())
        {
            foreach (TorchSharp.Modules.Parameter parameter in network.parameters())
                parameter.add_(torch.randn_like(parameter) * 0.1);
        }

        return network;
    }

    private static void AssertSamePlaces(float[,] expected, float[,] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int column = i % Circular.Length;
            double difference = expected[i / Circular.Length, column] - actual[i / Circular.Length, column];
            if (Circular[column])
                difference = Math.IEEERemainder(difference, 2 * Math.PI);
            Assert.True(Math.Abs(difference) < tolerance, $"row {i / Circular.Length}, column {column}: {difference}");
        }
    }
}
