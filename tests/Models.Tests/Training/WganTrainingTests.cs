using LatentSim.Models.Training;
using TorchSharp;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class WganTrainingTests
{
    private static readonly WganOptions Options = new()
    {
        NoiseSize = 4, HiddenLayers = 2, HiddenWidth = 32, BatchSize = 100, LearningRate = 2e-3, Epochs = 30, CriticSteps = 2, DistanceRows = 500,
        Schedule = LearningRateSchedule.Constant,
    };

    // One site whose x follows the latent; the energy distance of an untrained generator is about 1.
    [Fact]
    public void LearnsPositionsThatFollowTheLatent()
    {
        WganResult result = WganTraining.Train(Sites(3000, 1), Sites(500, 2), Options, new TorchSettings());

        Assert.True(result.Metrics.BestValidationLoss < 0.15, $"energy distance {result.Metrics.BestValidationLoss}");
        Assert.Equal(result.Metrics.BestValidationLoss, result.Metrics.Epochs.Min(epoch => epoch.ValidationLoss));
        Assert.Equal(4 + 1, result.Weights.Generator.Inputs);
        Assert.Equal(3, result.Weights.Generator.Outputs);
        Assert.Equal(0.15, result.Weights.Mean[0], 0.02);
    }

    [Fact]
    public void IsTheSameAgainFromTheSameSeed()
    {
        float[] Weights() => WganTraining.Train(Sites(500, 1), Sites(200, 2), Options with { Epochs = 2 }, new TorchSettings()).Weights.Generator.Layers[1].Weights;

        Assert.Equal(Weights(), Weights());
    }

    [Fact]
    public void LeavesNoTensorsBehind()
    {
        void Train() => WganTraining.Train(Sites(300, 1), Sites(200, 2), Options with { Epochs = 2 }, new TorchSettings());
        Train();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Train();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    // Without a penalty the loss is E[C(G)] - E[C(x)]; with it, gradients of gradients must reach the critic's first layer.
    [Fact]
    public void PenalizesTheCriticsGradient()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = new TorchSettings().Apply();
        using WganNetworks networks = new(3, 1, Options with { PenaltyWeight = 1e6 }, device);
        torch.Tensor loss = networks.CriticLoss(torch.randn(50, 3), torch.rand(50, 1));
        loss.backward();

        // An untrained critic's gradient is far below 1, so that the penalty is near its weight.
        Assert.InRange(loss.ToDouble(), 1e5, 1.1e6);
        Assert.True(networks.Critic.parameters().First().grad!.abs().sum().ToDouble() > 1);
    }

    private static FlowSamples Sites(int count, int seed)
    {
        System.Random random = new(seed);
        FlowSamples samples = new(new float[count, 3], new float[count, 1]);
        for (int i = 0; i < count; i++)
        {
            samples.Conditions[i, 0] = (float)random.NextDouble();
            samples.Variables[i, 0] = (float)((0.3 * samples.Conditions[i, 0]) + (0.02 * KnownProcesses.Normal(random)));
            samples.Variables[i, 1] = (float)(0.1 * KnownProcesses.Normal(random));
            samples.Variables[i, 2] = (float)(0.5 + (0.05 * KnownProcesses.Normal(random)));
        }

        return samples;
    }
}
