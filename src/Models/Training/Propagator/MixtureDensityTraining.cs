using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Trains the propagator, a mixture density network, on transitions of latent trajectories (Sidky et al. 2020, section 2.2).</summary>
public static class MixtureDensityTraining
{
    /// <summary>The stage's name in progress and metrics.</summary>
    public const string Stage = "mdn";

    /// <summary>Trains by maximum likelihood.</summary>
    /// <param name="latents">One table [frame, m] a trajectory, on [0, 1].</param>
    /// <param name="options">How.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <exception cref="ArgumentException">The trajectories are too short or do not agree, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static MixtureDensityResult Train(
        IReadOnlyList<float[,]> latents, MixtureDensityOptions options, TorchSettings torchSettings,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = torchSettings.Apply();
        LaggedPairs pairs = LaggedPairs.Split(latents.Select(table => table.GetLength(0)), options.LagFrames, options.ValidationFraction);
        torch.Tensor data = Rows.ToTensor(Rows.Concatenate(latents), device);
        using MixtureDensityNetwork network = new((int)data.shape[1], options, device);
        StageMetrics metrics = Fit(network, data, pairs, options, torchSettings.Seed, progress, cancellation);
        return new MixtureDensityResult(network.ToWeights(), metrics);
    }

    private static StageMetrics Fit(
        MixtureDensityNetwork network, torch.Tensor data, LaggedPairs pairs, MixtureDensityOptions options, int seed,
        ITrainingProgress? progress, CancellationToken cancellation)
    {
        using torch.optim.Optimizer optimizer = torch.optim.Adam(network.parameters(), options.LearningRate);
        GradientStep step = new(Stage, optimizer, network.parameters());
        ShuffledBatches batches = new(pairs.Training, options.BatchSize, seed);
        LearningRate rate = new(options.Schedule, options.LearningRate, (long)options.Epochs * batches.Count, options.PlateauEpochs);

        torch.Tensor Loss(torch.Tensor rows)
        {
            torch.Tensor early = data.index_select(0, rows);
            torch.Tensor late = data.index_select(0, rows + pairs.Lag);
            torch.Tensor forward = -network.LogDensity(early, late).mean();
            return options.TimeReversal ? (forward - network.LogDensity(late, early).mean()) * 0.5 : forward;
        }

        double Step(int epoch, long[] rows)
        {
            step.LearningRate = rate.Next();
            return step.Take(epoch, () => Loss(torch.tensor(rows, device: data.device)));
        }

        double Validate()
        {
            double loss = BatchMean.OfRows(pairs.Validation, data.device, Loss);
            rate.EpochEnded(loss);
            return loss;
        }

        return new TrainingLoop(Stage, options.Epochs, options.Patience, progress, cancellation).Run(
            network, epoch => BatchMean.OfSteps(batches.NextEpoch(), rows => Step(epoch, rows), cancellation), Validate);
    }
}
