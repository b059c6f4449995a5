using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// Trains a state-free reversible VAMPnet (Chen, Sidky and Ferguson 2019; Sidky et al. 2020, section 2.1): a network whose outputs, linearly combined,
/// are the slowest eigenfunctions of the transfer operator.
/// </summary>
public static class SrvTraining
{
    /// <summary>The stage's name in progress and metrics.</summary>
    public const string Stage = "srv";

    /// <summary>Trains on features of trajectories.</summary>
    /// <param name="features">One table [frame, feature] a trajectory.</param>
    /// <param name="lagTime">The lag of <see cref="SrvOptions.LagFrames"/> frames, ps.</param>
    /// <param name="options">How.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <exception cref="ArgumentException">The trajectories are too short or do not agree, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static SrvResult Train(
        IReadOnlyList<float[,]> features, double lagTime, SrvOptions options, TorchSettings torchSettings,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = torchSettings.Apply();
        LaggedPairs pairs = LaggedPairs.Split(features.Select(table => table.GetLength(0)), options.LagFrames, options.ValidationFraction);
        float[,] table = Rows.Concatenate(features);
        Standardization standardization = Standardization.Of(table, pairs.Training);
        torch.Tensor data = Rows.ToTensor(standardization.Apply(table), device);

        PerceptronShape shape = new(options.HiddenLayers, options.HiddenWidth, Activation.Tanh, BatchNorm: true);
        using PerceptronNetwork network = new(Stage, table.GetLength(1), shape, options.Eigenfunctions, device);
        StageMetrics metrics = Fit(network, data, pairs, options, torchSettings.Seed, progress, cancellation);

        float[,] functions = NetworkOutputs.Of(network, data);
        ReversibleEigenproblem problem = ReversibleEigenproblem.Solve(functions, pairs.Training, pairs.Lag);
        int dimension = options.Dimension > 0 ? options.Dimension : LatentDimension.Choose(problem.Eigenvalues);
        return new SrvResult(
            EncoderFolding.Fold(standardization, network.ToPerceptron(), problem, functions, dimension),
            problem.Eigenvalues,
            problem.Autocorrelations(functions, pairs.Validation, pairs.Lag),
            [.. problem.Eigenvalues.Select(eigenvalue => Timescale(eigenvalue, lagTime))],
            lagTime,
            metrics);
    }

    private static StageMetrics Fit(
        PerceptronNetwork network, torch.Tensor data, LaggedPairs pairs, SrvOptions options, int seed,
        ITrainingProgress? progress, CancellationToken cancellation)
    {
        using torch.optim.Optimizer optimizer = torch.optim.Adam(network.parameters(), options.LearningRate);
        GradientStep step = new(Stage, optimizer, network.parameters());
        ShuffledBatches batches = new(pairs.Training, options.BatchSize, seed);

        torch.Tensor Loss(long[] rows)
        {
            torch.Tensor early = torch.tensor(rows, device: data.device);
            torch.Tensor outputs = network.forward(data.index_select(0, torch.cat([early, early + pairs.Lag])));
            return ReversibleVampLoss.Of(
                outputs.narrow(0, 0, rows.Length), outputs.narrow(0, rows.Length, rows.Length), options.Ridge);
        }

        double TrainEpoch(int epoch) =>
            BatchMean.OfSteps(batches.NextEpoch(), rows => step.Take(epoch, () => Loss(rows)), cancellation);

        return new TrainingLoop(Stage, options.Epochs, options.Patience, progress, cancellation)
            .Run(network, TrainEpoch, () => Loss(pairs.Validation).ToDouble());
    }

    private static double Timescale(double eigenvalue, double lagTime) => eigenvalue > 0 ? -lagTime / Math.Log(eigenvalue) : 0;
}
