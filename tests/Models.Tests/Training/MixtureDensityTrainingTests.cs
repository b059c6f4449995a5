using LatentSim.Models.Kernels;
using LatentSim.Models.Propagator;
using LatentSim.Models.Stages;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using TorchSharp;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class MixtureDensityTrainingTests
{
    private const double Decay = 0.8;
    private const double Scale = 0.1;
    private static readonly double StepDeviation = Scale * Math.Sqrt(1 - (Decay * Decay));
    private static readonly MixtureDensityOptions Options = new()
    {
        Components = 4, HiddenWidth = 32, BatchSize = 250, LearningRate = 4e-3, Epochs = 20, Schedule = LearningRateSchedule.Cosine,
    };

    // p(x' | x) = N(0.5 + a (x - 0.5), s^2 (1 - a^2)). With 8 000 transitions the fitted mean is good to a few percent of the deviation.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RecoversTheTransitionDensityOfAnOrnsteinUhlenbeckProcess(bool timeReversal)
    {
        MixtureDensityResult result = MixtureDensityTraining.Train(Latents(10000), Options with { TimeReversal = timeReversal }, new TorchSettings());

        foreach (double x in new[] { 0.35, 0.5, 0.62 })
        {
            (double mean, double deviation) = Moments(result.Weights, (float)x);
            Assert.Equal(0.5 + (Decay * (x - 0.5)), mean, 0.15 * StepDeviation);
            Assert.Equal(StepDeviation, deviation, 0.1 * StepDeviation);
        }

        double entropy = 0.5 * Math.Log(2 * Math.PI * Math.E * StepDeviation * StepDeviation);
        Assert.Equal(entropy, result.Metrics.BestValidationLoss, 0.06);
    }

    [Fact]
    public void AgreesWithItsKernel()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = new TorchSettings { Seed = 3 }.Apply();
        using MixtureDensityNetwork network = new(2, new MixtureDensityOptions { Components = 5 }, device);
        MixtureDensityWeights weights = network.ToWeights();
        float[,] states = Rows.FromTensor(torch.rand(100, 2));
        (torch.Tensor logAlpha, torch.Tensor mean, torch.Tensor sigma) = network.Mixture(Rows.ToTensor(states, device));
        float[] raw = new float[100 * weights.Network.Outputs];
        new PerceptronKernel(weights.Network).Evaluate(Rows.Span(states), raw, 100);

        float[] alphas = logAlpha.exp().detach().data<float>().ToArray();
        float[] means = mean.detach().reshape(100, -1).data<float>().ToArray();
        float[] sigmas = sigma.detach().reshape(100, -1).data<float>().ToArray();
        for (int row = 0; row < 100; row++)
        {
            Heads heads = new(weights, raw.AsSpan(row * weights.Network.Outputs, weights.Network.Outputs).ToArray());
            AssertClose.All(alphas.AsSpan(row * 5, 5), heads.Alpha, 1e-5);
            AssertClose.All(means.AsSpan(row * 10, 10), heads.Mean, 1e-5);
            AssertClose.All(sigmas.AsSpan(row * 10, 10), heads.Sigma, 1e-5);
        }
    }

    // 4 000 draws: the mean is off by more than 5 standard errors with a chance below 1e-6.
    [Fact]
    public void IsSampledByThePropagatorWithItsOwnMean()
    {
        MixtureDensityWeights weights = MixtureDensityTraining.Train(Latents(2000), Options with { Epochs = 2 }, new TorchSettings()).Weights;
        (double mean, double deviation) = Moments(weights, 0.4f);
        MixtureDensityPropagator propagator = new(weights, new StartLatents(1, [0.4f]));
        float[] state = [.. Enumerable.Repeat(0.4f, 4000)];
        using LatentBlock block = LatentBlock.Rent(1, 1, 0, 4000, 1);
        propagator.Propagate(11, block, state);

        Assert.Equal(mean, state.Average(value => (double)value), 5 * deviation / Math.Sqrt(4000));
    }

    private static float[][,] Latents(int frames)
    {
        float[,] trajectory = KnownProcesses.OrnsteinUhlenbeck(frames, Decay, 5);
        foreach (ref float x in Rows.Span(trajectory))
            x = (float)(0.5 + (Scale * x));
        return [trajectory];
    }

    private static (double Mean, double Deviation) Moments(MixtureDensityWeights weights, float x)
    {
        float[] raw = new float[weights.Network.Outputs];
        new PerceptronKernel(weights.Network).Evaluate([x], raw, 1);
        Heads heads = new(weights, raw);
        double mean = heads.Alpha.Zip(heads.Mean, (alpha, mu) => alpha * (double)mu).Sum();
        double square = heads.Alpha.Select((alpha, c) => alpha * ((heads.Mean[c] * (double)heads.Mean[c]) + (heads.Sigma[c] * (double)heads.Sigma[c]))).Sum();
        return (mean, Math.Sqrt(square - (mean * mean)));
    }

    /// <summary>What the documentation of the weights says that the raw outputs mean.</summary>
    private sealed class Heads
    {
        public Heads(MixtureDensityWeights weights, float[] raw)
        {
            int values = weights.Components * weights.Dimension;
            double[] exponentials = [.. raw[..weights.Components].Select(logit => Math.Exp(logit))];
            Alpha = [.. exponentials.Select(value => (float)(value / exponentials.Sum()))];
            Mean = [.. raw.AsSpan(weights.Components, values).ToArray().Select(value => (float)(1 / (1 + Math.Exp(-value))))];
            Sigma = [.. raw.AsSpan(weights.Components + values, values).ToArray().Select(value => (float)Math.Log(1 + Math.Exp(value)) + weights.SigmaFloor)];
        }

        public float[] Alpha { get; }

        public float[] Mean { get; }

        public float[] Sigma { get; }
    }
}
