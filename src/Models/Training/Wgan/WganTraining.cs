using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// Trains the published decoder, a conditional Wasserstein GAN with gradient penalty (Sidky et al. 2020, section 2.3). The generator that is kept is the
/// one with the smallest energy distance between generated and held-out points, since adversarial losses do not say which is best.
/// </summary>
public static class WganTraining
{
    /// <summary>The stage's name in progress and metrics.</summary>
    public const string Stage = "wgan";

    /// <summary>Trains.</summary>
    /// <param name="training">Configurations [frame, 3 site] superposed on one reference, nm, with their latents [frame, m] as conditions.</param>
    /// <param name="validation">Held out, for choosing the generator.</param>
    /// <param name="options">How.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <exception cref="ArgumentException">There are too few samples, sizes do not agree, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static WganResult Train(
        FlowSamples training, FlowSamples validation, WganOptions options, TorchSettings torchSettings,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        Check(training);
        Check(validation);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = torchSettings.Apply();
        long[] rows = AllRows(training.Count);
        Standardization standardization = Standardization.Of(training.Variables, rows);
        int latents = training.Conditions.GetLength(1);
        using WganNetworks networks = new(training.Variables.GetLength(1), latents, options, device);
        Fit fit = new(networks, options, rows, torchSettings.Seed)
        {
            Configurations = Rows.ToTensor(standardization.Apply(training.Variables), device),
            Latents = Rows.ToTensor(training.Conditions, device),
            HeldOutConfigurations = Rows.ToTensor(Thinned(standardization.Apply(validation.Variables), options.DistanceRows), device),
            HeldOutLatents = Rows.ToTensor(Thinned(validation.Conditions, options.DistanceRows), device),
        };
        StageMetrics metrics = fit.Run(progress, cancellation);
        WganDecoderWeights weights = new(
            options.NoiseSize, latents, networks.Generator.ToPerceptron(), Single(standardization.Mean), Single(standardization.Deviation));
        return new WganResult(weights, metrics);
    }

    private static void Check(FlowSamples samples)
    {
        if (samples.Count < 2 || samples.Count != samples.Conditions.GetLength(0))
            throw new ArgumentException($"{Stage}: {samples.Count} samples with {samples.Conditions.GetLength(0)} latents, expected two or more of both.");
        if (samples.Variables.GetLength(1) == 0 || samples.Variables.GetLength(1) % 3 != 0)
            throw new ArgumentException($"{Stage}: {samples.Variables.GetLength(1)} coordinates, expected three a site.");
    }

    private static long[] AllRows(int count) => [.. Enumerable.Range(0, count).Select(row => (long)row)];

    private static float[] Single(double[] values) => [.. values.Select(value => (float)value)];

    private static float[,] Thinned(float[,] table, int most)
    {
        int count = Math.Min(table.GetLength(0), most);
        return Rows.Select(table, [.. Enumerable.Range(0, count).Select(i => (long)i * table.GetLength(0) / count)]);
    }

    private sealed class Fit(WganNetworks networks, WganOptions options, long[] rows, int seed)
    {
        private readonly ShuffledBatches batches = new(rows, options.BatchSize, seed);
        private int criticSteps;

        public required torch.Tensor Configurations { get; init; }

        public required torch.Tensor Latents { get; init; }

        public required torch.Tensor HeldOutConfigurations { get; init; }

        public required torch.Tensor HeldOutLatents { get; init; }

        public StageMetrics Run(ITrainingProgress? progress, CancellationToken cancellation)
        {
            torch.Tensor heldOutNoise = networks.Noise(HeldOutLatents);
            using torch.optim.Optimizer generatorOptimizer = Adam(networks.Generator);
            using torch.optim.Optimizer criticOptimizer = Adam(networks.Critic);
            GradientStep generatorStep = new(Stage, generatorOptimizer, networks.Generator.parameters());
            GradientStep criticStep = new(Stage, criticOptimizer, networks.Critic.parameters());
            LearningRate rate = new(options.Schedule, options.LearningRate, (long)options.Epochs * batches.Count, options.PlateauEpochs);

            double Step(int epoch, long[] batch)
            {
                using DisposeScope scope = torch.NewDisposeScope();
                criticStep.LearningRate = generatorStep.LearningRate = rate.Next();
                torch.Tensor index = torch.tensor(batch, device: Latents.device);
                torch.Tensor latents = Latents.index_select(0, index);
                double loss = criticStep.Take(epoch, () => networks.CriticLoss(Configurations.index_select(0, index), latents));
                if (++criticSteps % options.CriticSteps == 0)
                    generatorStep.Take(epoch, () => networks.GeneratorLoss(latents));
                return loss;
            }

            double Validate()
            {
                double distance = HeldOutDistance(heldOutNoise);
                rate.EpochEnded(distance);
                return distance;
            }

            return new TrainingLoop(Stage, options.Epochs, options.Patience, progress, cancellation).Run(
                networks.Generator, epoch => BatchMean.OfSteps(batches.NextEpoch(), batch => Step(epoch, batch), cancellation), Validate);
        }

        private torch.optim.Optimizer Adam(PerceptronNetwork network) =>
            torch.optim.Adam(network.parameters(), options.LearningRate, options.Beta1, options.Beta2);

        // In the joint space of configurations and latents, so that a generator that ignores its condition does badly.
        private double HeldOutDistance(torch.Tensor noise)
        {
            torch.Tensor generated = networks.Generate(noise, HeldOutLatents);
            torch.Tensor condition = Scaled(HeldOutLatents);
            return EnergyDistance.Of(torch.cat([generated, condition], 1), torch.cat([HeldOutConfigurations, condition], 1)).ToDouble();
        }

        private static torch.Tensor Scaled(torch.Tensor latents)
        {
            torch.Tensor mean = latents.mean([0L]);
            torch.Tensor variance = (latents - mean).square().mean([0L]);
            return (latents - mean) / (variance + 1e-6).sqrt();
        }
    }
}
