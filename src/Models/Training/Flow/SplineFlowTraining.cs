using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Trains a conditional spline flow by maximum likelihood: the decoder's and the backmapper's common mechanism.</summary>
public static class SplineFlowTraining
{
    /// <summary>Trains.</summary>
    /// <param name="stage">The stage's name in progress and metrics.</param>
    /// <param name="circular">For each variable: whether it lives on the circle.</param>
    /// <param name="training">What to learn from.</param>
    /// <param name="validation">Held out, for early stopping.</param>
    /// <param name="options">How.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <exception cref="ArgumentException">There are no samples, sizes do not agree, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static SplineFlowResult Train(
        string stage, bool[] circular, FlowSamples training, FlowSamples validation, SplineFlowOptions options, TorchSettings torchSettings,
        ITrainingProgress? progress = null, CancellationToken cancellation = default) =>
        Train(stage, circular, training, validation, options, torchSettings, _ => null, progress, cancellation);

    /// <summary>Trains, with what <paramref name="createTerm"/> makes, on the device that training runs on, of its draws; a term is disposed of if it can be.</summary>
    internal static SplineFlowResult Train(
        string stage, bool[] circular, FlowSamples training, FlowSamples validation, SplineFlowOptions options, TorchSettings torchSettings,
        Func<torch.Device, IDrawTerm?> createTerm, ITrainingProgress? progress, CancellationToken cancellation)
    {
        options.Check();
        Check(stage, circular, training);
        Check(stage, circular, validation);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = torchSettings.Apply();
        using SplineFlowNetwork network = new(circular, training.Conditions.GetLength(1), options, torchSettings.Seed, device);
        IDrawTerm? term = createTerm(device);
        using IDisposable? ownedTerm = term as IDisposable;
        DrawLoss? draws = term is null ? null : new DrawLoss(network, term, validation, device);
        StageMetrics metrics = new Fit(stage, network, options, training, validation, draws, device, torchSettings.Seed).Run(progress, cancellation);
        return new SplineFlowResult(network.ToWeights(), metrics);
    }

    private static void Check(string stage, bool[] circular, FlowSamples samples)
    {
        if (samples.Count == 0 || samples.Count != samples.Conditions.GetLength(0))
            throw new ArgumentException($"{stage}: {samples.Count} samples with {samples.Conditions.GetLength(0)} conditions.");
        if (circular.Length == 0 || samples.Variables.GetLength(1) != circular.Length)
            throw new ArgumentException($"{stage}: samples of {samples.Variables.GetLength(1)} variables, expected {circular.Length}.");
    }

    private sealed class Fit(
        string stage, SplineFlowNetwork network, SplineFlowOptions options, FlowSamples training, FlowSamples validation, DrawLoss? draws, torch.Device device,
        int seed)
    {
        private readonly torch.Tensor variables = Rows.ToTensor(training.Variables, device);
        private readonly torch.Tensor conditions = Rows.ToTensor(training.Conditions, device);
        private readonly torch.Tensor heldOutVariables = Rows.ToTensor(validation.Variables, device);
        private readonly torch.Tensor heldOutConditions = Rows.ToTensor(validation.Conditions, device);
        private readonly ShuffledBatches batches = new(AllRows(training.Count), options.BatchSize, seed);

        public StageMetrics Run(ITrainingProgress? progress, CancellationToken cancellation)
        {
            using torch.optim.Optimizer optimizer =
                torch.optim.AdamW(network.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
            using ParameterAverage? average = options.Averaging > 0 ? new ParameterAverage(network.parameters(), options.Averaging) : null;
            GradientStep step = new(stage, optimizer, network.parameters(), options.ClipNorm);
            LearningRate rate = new(options.Schedule, options.LearningRate, (long)options.Epochs * batches.Count, options.PlateauEpochs);

            double Step(int epoch, long[] rows)
            {
                step.LearningRate = rate.Next();
                double loss = step.Take(epoch, () => TrainingLoss(epoch, torch.tensor(rows, device: device)));
                average?.Update();
                return loss;
            }

            double Validate()
            {
                double loss = BatchMean.OfRows(AllRows(validation.Count), device, rows => Loss(heldOutVariables, heldOutConditions, rows)) + (draws?.OfHeldOut() ?? 0);
                rate.EpochEnded(loss);
                return loss;
            }

            return new TrainingLoop(stage, options.Epochs, options.Patience, progress, cancellation).Run(
                network, epoch => BatchMean.OfSteps(batches.NextEpoch(), rows => Step(epoch, rows), cancellation), Validate, average);
        }

        private torch.Tensor TrainingLoss(int epoch, torch.Tensor rows)
        {
            torch.Tensor loss = Loss(variables, conditions, rows);
            return draws is null || epoch < draws.FirstEpoch ? loss : loss + draws.Of(conditions, rows);
        }

        private torch.Tensor Loss(torch.Tensor allVariables, torch.Tensor allConditions, torch.Tensor rows) =>
            -network.LogDensity(allVariables.index_select(0, rows), allConditions.index_select(0, rows)).mean();

        private static long[] AllRows(int count) => [.. Enumerable.Range(0, count).Select(row => (long)row)];
    }
}
