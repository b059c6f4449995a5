using LatentSim.Models.Integrators;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Trains the published integrator on windows of Verlet trajectories (Kadupitiya, Fox and Jadhao 2020, supporting information).</summary>
public static class LstmIntegratorTraining
{
    /// <summary>The stage's name in progress and metrics.</summary>
    public const string Stage = "lstm";

    /// <summary>The most numbers of all frames.</summary>
    public const long MostNumbers = 100_000_000;

    // Enough that normalization does not depend on which they are.
    private const int NormalizationWindows = 8192;

    /// <summary>Makes the trajectories and trains on them.</summary>
    /// <param name="data">The sweep.</param>
    /// <param name="options">How.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="interrupt">Ends training, keeping the best weights so far, or gives it up.</param>
    /// <returns>The integrator, and how training went: losses are mean square errors of scaled features.</returns>
    /// <exception cref="ArgumentException">An option makes no sense, or the sweep is too short or too large.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">All training was stopped.</exception>
    public static (LstmIntegratorWeights Weights, StageMetrics Metrics) Train(
        IntegratorData data, LstmIntegratorOptions options, TorchSettings torchSettings, ITrainingProgress? progress = null, TrainingInterrupt? interrupt = null)
    {
        options.Check();
        CancellationToken cancellation = interrupt?.BeginStage() ?? default;
        List<double[]> trajectories = Trajectories(data, interrupt);
        return Train(trajectories, data, options, torchSettings, progress, cancellation);
    }

    private static (LstmIntegratorWeights Weights, StageMetrics Metrics) Train(
        List<double[]> trajectories, IntegratorData data, LstmIntegratorOptions options, TorchSettings torchSettings, ITrainingProgress? progress,
        CancellationToken cancellation)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = torchSettings.Apply();
        int features = 2 * data.System.CoordinateCount;
        FeatureScaling scaling = FeatureScaling.Of(trajectories, features);
        FrameWindows windows = FrameWindows.Split(
            trajectories.Select(trajectory => trajectory.Length / features), options.Window + options.RollOut, options.ValidationFraction, torchSettings.Seed);
        torch.Tensor table = Rows.ToTensor(scaling.Apply(trajectories), device);
        trajectories.Clear();

        using LstmIntegratorNetwork network = new(features, options, device);
        LstmRollOut loss = new(network, options, table, windows, data.System, scaling);
        StageMetrics metrics = Fit(network, loss, windows, options, torchSettings.Seed, device, progress, cancellation);
        return (network.ToWeights(scaling, loss.OutputScale), metrics);
    }

    private static StageMetrics Fit(
        LstmIntegratorNetwork network, LstmRollOut loss, FrameWindows windows, LstmIntegratorOptions options, int seed, torch.Device device,
        ITrainingProgress? progress, CancellationToken cancellation)
    {
        using torch.optim.Optimizer optimizer = torch.optim.Adam(network.parameters(), options.LearningRate);
        GradientStep step = new(Stage, optimizer, network.parameters());
        ShuffledBatches batches = new(windows.Training, options.BatchSize, seed);
        int batchesOfEpoch = Math.Min(batches.Count, Math.Max(1, options.WindowsPerEpoch / options.BatchSize));
        LearningRate rate = new(options.Schedule, options.LearningRate, (long)options.Epochs * batchesOfEpoch, options.PlateauEpochs);
        long[] heldOut = windows.Validation[..Math.Min(windows.Validation.Length, options.ValidationWindows)];
        torch.Tensor normalization = torch.tensor(windows.Training[..Math.Min(windows.Training.Length, NormalizationWindows)], device: device);

        double Step(int epoch, long[] starts)
        {
            step.LearningRate = rate.Next();
            return step.Take(epoch, () => loss.Mean(torch.tensor(starts, device: device)));
        }

        double Validate()
        {
            loss.EstimateNormalization(normalization);
            double mean = BatchMean.OfRows(heldOut, device, loss.Mean);
            rate.EpochEnded(mean);
            return mean;
        }

        return new TrainingLoop(Stage, options.Epochs, options.Patience, progress, cancellation).Run(
            network, epoch => BatchMean.OfSteps(batches.NextEpoch().Take(batchesOfEpoch), starts => Step(epoch, starts), cancellation), Validate);
    }

    private static List<double[]> Trajectories(IntegratorData data, TrainingInterrupt? interrupt)
    {
        long numbers = (long)data.Simulations * data.Frames * 2 * data.System.CoordinateCount;
        if (numbers > MostNumbers)
            throw new ArgumentException($"The sweep has {numbers} numbers, expected at most {MostNumbers}: fewer simulations or a shorter duration.", nameof(data));
        List<double[]> trajectories = [];
        for (int simulation = 0; simulation < data.Simulations; simulation++)
        {
            interrupt?.ThrowIfStopped();
            trajectories.Add(SweepFrames.Of(data, simulation));
        }

        return trajectories;
    }
}
