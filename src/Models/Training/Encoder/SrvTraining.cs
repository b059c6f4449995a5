using LatentSim.Models.Weights;

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
    /// <param name="seed">Seeds initial weights and batches: the same seed, data and machine give the same weights.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <exception cref="ArgumentException">The trajectories are too short or do not agree, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static SrvResult Train(
        IReadOnlyList<float[,]> features, double lagTime, SrvOptions options, int seed,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        LaggedPairs pairs = LaggedPairs.Split(features.Select(table => table.GetLength(0)), options.LagFrames, options.ValidationFraction);
        float[,] table = Rows.Concatenate(features);
        Standardization standardization = Standardization.Of(table, pairs.Training);
        float[,] data = standardization.Apply(table);
        DeflationTable? deflated = DeflationTable.Of(table, pairs.Training, options.Deflate);
        (Perceptron network, StageMetrics metrics) = new SrvFit(data, pairs, options, seed, deflated).Run(progress, cancellation);

        float[,] functions = SrvEvaluation.OfAll(network, data);
        DeflationFit? deflation = deflated is null ? null : new DeflationFit(deflated, functions, pairs.Training, pairs.Lag);
        ReversibleEigenproblem problem = ReversibleEigenproblem.Solve(functions, pairs.Training, pairs.Lag).Without(options.DropModes);
        int dimension = options.Dimension > 0 ? options.Dimension : LatentDimension.Choose(problem.Eigenvalues);
        AffineMap latents = EncoderFolding.Latents(problem, functions, dimension);
        return new SrvResult(
            EncoderFolding.Fold(standardization, network, latents),
            problem.Eigenvalues,
            problem.Autocorrelations(functions, pairs.Validation, pairs.Lag),
            [.. problem.Eigenvalues.Select(eigenvalue => Timescale(eigenvalue, lagTime))],
            lagTime,
            metrics)
        {
            Deflation = deflation?.Of(latents),
        };
    }

    private static double Timescale(double eigenvalue, double lagTime) => eigenvalue > 0 ? -lagTime / Math.Log(eigenvalue) : 0;
}
