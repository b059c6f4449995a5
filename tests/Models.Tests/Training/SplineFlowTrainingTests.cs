using LatentSim.Models.Flow;
using LatentSim.Models.Training;
using TorchSharp;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class SplineFlowTrainingTests
{
    private const double Kappa = 2;
    private static readonly SplineFlowOptions Small = new()
    {
        Couplings = 2, HiddenWidth = 24, Bins = 6, BatchSize = 250, LearningRate = 4e-3, Epochs = 14,
    };

    // The held-out loss is an average over 3 000 samples of deviation about 1: its standard error is 0.02, so 0.08 is four of them.
    [Fact]
    public void LearnsADensityOnACircleAndALineToItsEntropy()
    {
        SplineFlowResult result = Train(Small, new TorchSettings());

        double entropy = KnownProcesses.CircleAndLineEntropy(Kappa);
        Assert.InRange(result.Metrics.BestValidationLoss, entropy - 0.08, entropy + 0.08);
        Assert.Equal(result.Metrics.BestValidationLoss, KernelLoss(result, KnownProcesses.CircleAndLine(3000, Kappa, 2)), 1e-4);
    }

    [Fact]
    public void LearnsHowALoneCoordinateDependsOnItsCondition()
    {
        System.Random random = new(9);
        SplineFlowResult result = SplineFlowTraining.Train(
            "flow", [false], Shifted(random, 4000), Shifted(random, 2000), Small with { Epochs = 10 }, new TorchSettings());

        // The entropy of N(c, 0.3^2), against that of the marginal, 1.46.
        double entropy = 0.5 * Math.Log(2 * Math.PI * Math.E * 0.09);
        Assert.InRange(result.Metrics.BestValidationLoss, entropy - 0.08, entropy + 0.12);
    }

    [Theory]
    [InlineData(new[] { false, true, false, true, true, false, false }, 3)]
    [InlineData(new[] { true, true, true }, 0)]
    [InlineData(new[] { false, false }, 2)]
    [InlineData(new[] { true }, 1)]
    public void AgreesWithItsKernel(bool[] circular, int conditionSize)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = new TorchSettings { Seed = 4 }.Apply();
        using SplineFlowNetwork network = new(circular, conditionSize, new SplineFlowOptions { Couplings = 5, HiddenWidth = 20, Bins = 7 }, 4, device);
        using (torch.no_grad())
        {
            foreach (TorchSharp.Modules.Parameter parameter in network.parameters())
                parameter.add_(torch.randn_like(parameter) * 0.1);
        }

        float[,] x = Points(circular, 200);
        float[,] conditions = Rows.FromTensor(torch.randn(200, conditionSize));
        (torch.Tensor z, _) = network.Normalize(Rows.ToTensor(x, device), Rows.ToTensor(conditions, device));
        torch.Tensor density = network.LogDensity(Rows.ToTensor(x, device), Rows.ToTensor(conditions, device));

        float[] kernelZ = new float[x.Length];
        double[] kernelDensity = new double[200];
        new SplineFlow(network.ToWeights()).Forward(Rows.Span(x), Rows.Span(conditions), kernelZ, kernelDensity);

        AssertSamePlaces(circular, Rows.FromTensor(z), kernelZ);
        AssertClose.All([.. kernelDensity.Select(value => (float)value)], density.detach().data<float>().ToArray(), 1e-4);
    }

    [Fact]
    public void IsTheIdentityBeforeTraining()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        bool[] circular = [false, true, false];
        using SplineFlowNetwork network = new(circular, 1, Small, 1, new TorchSettings().Apply());
        float[,] x = Points(circular, 50);

        (torch.Tensor z, torch.Tensor logDeterminant) = network.Normalize(Rows.ToTensor(x, torch.CPU), torch.ones(50, 1));

        AssertClose.All(Rows.Span(x), Rows.Span(Rows.FromTensor(z)), 1e-5);
        AssertClose.All(new float[50], logDeterminant.detach().data<float>().ToArray(), 1e-5);
    }

    [Fact]
    public void IsTheSameAgainFromTheSameSeedAndOtherwiseFromAnother()
    {
        SplineFlowOptions brief = Small with { Epochs = 2, Dropout = 0.1, WeightDecay = 1e-3 };
        float[] first = Train(brief, new TorchSettings { Seed = 5 }).Weights.Couplings[1].Conditioner.Layers[2].Weights;
        float[] again = Train(brief, new TorchSettings { Seed = 5 }).Weights.Couplings[1].Conditioner.Layers[2].Weights;
        float[] other = Train(brief, new TorchSettings { Seed = 6 }).Weights.Couplings[1].Conditioner.Layers[2].Weights;

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void KeepsTheBestSoFarWhenCancelled()
    {
        CancelAfter progress = new(epoch: 3);

        SplineFlowResult result = SplineFlowTraining.Train(
            "flow", [true, false], Samples(4000, 1), Samples(3000, 2), Small, new TorchSettings(), progress, progress.Token);

        Assert.Equal(TrainingStop.Interrupted, result.Metrics.Stop);
        Assert.Equal(3, result.Metrics.Epochs.Count);
        Assert.Equal(progress.Epochs.Min(epoch => epoch.ValidationLoss), result.Metrics.BestValidationLoss);
        Assert.Equal(result.Metrics.BestValidationLoss, KernelLoss(result, Samples(3000, 2).Variables), 1e-4);
    }

    [Fact]
    public void StopsEarlyAndKeepsTheBestWhenItNoLongerImproves()
    {
        SplineFlowOptions overfitting = Small with { Epochs = 200, Patience = 3, Schedule = LearningRateSchedule.Constant, LearningRate = 0.02 };

        SplineFlowResult result = SplineFlowTraining.Train("flow", [true, false], Samples(100, 1), Samples(500, 2), overfitting, new TorchSettings());

        Assert.Equal(TrainingStop.EarlyStopping, result.Metrics.Stop);
        Assert.Equal(result.Metrics.BestEpoch + 3, result.Metrics.Epochs.Count);
        Assert.Equal(result.Metrics.BestValidationLoss, KernelLoss(result, Samples(500, 2).Variables), 1e-4);
    }

    [Fact]
    public void LeavesNoTensorsBehind()
    {
        Train(Small with { Epochs = 1 }, new TorchSettings());
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        LiveTensorCounts progress = new();

        SplineFlowTraining.Train("flow", [true, false], Samples(2000, 1), Samples(500, 2), Small with { Epochs = 4, Patience = 9 }, new TorchSettings(), progress);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Single(progress.Counts.Distinct());
    }

    private static SplineFlowResult Train(SplineFlowOptions options, TorchSettings settings) =>
        SplineFlowTraining.Train("flow", [true, false], Samples(8000, 1), Samples(3000, 2), options, settings);

    private static FlowSamples Samples(int count, int seed) => new(KnownProcesses.CircleAndLine(count, Kappa, seed), new float[count, 0]);

    private static FlowSamples Shifted(System.Random random, int count)
    {
        FlowSamples samples = new(new float[count, 1], new float[count, 1]);
        for (int i = 0; i < count; i++)
        {
            samples.Conditions[i, 0] = (float)KnownProcesses.Normal(random);
            samples.Variables[i, 0] = (float)(samples.Conditions[i, 0] + (0.3 * KnownProcesses.Normal(random)));
        }

        return samples;
    }

    // Some points on the line lie outside the splines' interval.
    private static float[,] Points(bool[] circular, int count)
    {
        System.Random random = new(8);
        float[,] x = new float[count, circular.Length];
        for (int i = 0; i < count; i++)
        {
            for (int d = 0; d < circular.Length; d++)
                x[i, d] = (float)(circular[d] ? ((2 * random.NextDouble()) - 1) * Math.PI : 2.5 * KnownProcesses.Normal(random));
        }

        return x;
    }

    private static double KernelLoss(SplineFlowResult result, float[,] x)
    {
        double[] density = new double[x.GetLength(0)];
        new SplineFlow(result.Weights).Forward(Rows.Span(x), [], new float[x.Length], density);
        return -density.Average();
    }

    private static void AssertSamePlaces(bool[] circular, float[,] expected, float[] actual)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = Rows.Span(expected)[i] - actual[i];
            if (circular[i % circular.Length])
                difference = Math.IEEERemainder(difference, 2 * Math.PI);
            Assert.True(Math.Abs(difference) < 2e-5, $"Number {i}: {actual[i]}, expected {Rows.Span(expected)[i]}.");
        }
    }

    private sealed class LiveTensorCounts : ITrainingProgress
    {
        public List<long> Counts { get; } = [];

        public void Report(TrainingEpoch epoch) => Counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
