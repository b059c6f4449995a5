using System.Diagnostics;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// Steps down the gradient of the loss. The weights kept are the last, as published: under changing prefactors the losses of different times do not compare.
/// </summary>
internal sealed class VoxelFit
{
    private const string Stage = VoxelBackmapperTraining.Stage;
    private readonly VoxelAutoencoder network;
    private readonly VoxelObjective objective;
    private readonly VoxelBackmapperOptions options;
    private readonly VoxelSchedule schedule;
    private readonly IEnumerator<long[]> batches;
    private readonly VoxelValidation validation;

    /// <summary>Prepares training.</summary>
    public VoxelFit(VoxelAutoencoder network, VoxelObjective objective, LaggedPairs pairs, VoxelBackmapperOptions options, int seed, torch.Device device)
    {
        this.network = network;
        this.objective = objective;
        this.options = options;
        schedule = new VoxelSchedule(options);
        batches = Endless(new ShuffledBatches(pairs.Training, options.BatchSize, seed)).GetEnumerator();
        validation = new VoxelValidation(objective, pairs.Validation, options, device);
    }

    /// <summary>Trains until all steps are done, the time is over, or it is cancelled; a step is taken in any case.</summary>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public StageMetrics Run(ITrainingProgress? progress, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TrainingPosition position = new(options.Steps, options.Minutes);
        using torch.optim.Optimizer optimizer = torch.optim.Adam(network.parameters(), options.LearningRate);
        GradientStep beforeEnergy = new(Stage, optimizer, network.parameters(), options.FirstClipNorm);
        GradientStep withEnergy = new(Stage, optimizer, network.parameters(), options.ClipNorm);
        List<TrainingEpoch> epochs = [];
        do
        {
            int epoch = epochs.Count + 1;
            double trainingLoss = Interval(epoch, position, beforeEnergy, withEnergy, cancellation);
            double validationLoss = validation.Loss(epoch);
            int expected = Math.Max(epoch, (int)Math.Min(int.MaxValue, Math.Ceiling(epoch * options.Steps / position.Present)));
            epochs.Add(new TrainingEpoch(Stage, epoch, expected, trainingLoss, validationLoss, true, clock.Elapsed.TotalSeconds));
            progress?.Report(epochs[^1]);
        }
        while (!position.IsOver && !cancellation.IsCancellationRequested);

        TrainingStop stop = position.IsOver ? TrainingStop.Completed : TrainingStop.Interrupted;
        return new StageMetrics(Stage, epochs, epochs.Count, epochs[^1].ValidationLoss, clock.Elapsed.TotalSeconds, stop);
    }

    // The mean loss of the steps to the next validation.
    private double Interval(int epoch, TrainingPosition position, GradientStep beforeEnergy, GradientStep withEnergy, CancellationToken cancellation)
    {
        double sum = 0;
        int steps = 0;
        do
        {
            double present = position.Present;
            double energy = schedule.Energy(present);
            double divergence = schedule.Divergence(present);
            GradientStep step = energy > 0 ? withEnergy : beforeEnergy;
            step.LearningRate = schedule.LearningRate(present);
            batches.MoveNext();
            sum += step.Take(epoch, () => objective.Training(batches.Current, energy, divergence));
            position.Advance();
            steps++;
        }
        while (steps < options.ValidationInterval && !position.IsOver && !cancellation.IsCancellationRequested);
        return sum / steps;
    }

    private static IEnumerable<long[]> Endless(ShuffledBatches batches)
    {
        while (true)
        {
            foreach (long[] batch in batches.NextEpoch())
                yield return batch;
        }
    }
}
