using LatentSim.Models.Encoder;
using LatentSim.Models.Features;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>
/// Trains a simulator of latents alone on trajectories of plain numbers: the propagator on the coordinates themselves, scaled to [0, 1] (Sidky et al. 2020,
/// section 3.1), or on the eigenfunctions that an encoder learns of them.
/// </summary>
public static class CoordinateTraining
{
    /// <summary>Trains.</summary>
    /// <param name="data">The trajectories.</param>
    /// <param name="options">How; <see cref="TrainingOptions.Srv"/> is null for no encoder, and what it says of decoders and backmappers is not looked at.</param>
    /// <param name="progress">Hears of every epoch of every stage.</param>
    /// <param name="interrupt">Ends stages early, or all training.</param>
    /// <exception cref="ArgumentException">The trajectories are too short, a coordinate is constant, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static TrainedStages Train(
        CoordinateData data, TrainingOptions options, ITrainingProgress? progress = null, TrainingInterrupt? interrupt = null)
    {
        OptionCheck.AtLeast("starts", options.Starts, 1);
        List<StageMetrics> metrics = [];
        Latents latents = options.Srv is { } srv ? Encoded(data, srv, options, metrics, progress, interrupt) : Scaled(data);
        MixtureDensityResult propagator = MixtureDensityTraining.Train(
            latents.Tables, options.Propagator with { LagFrames = options.LagFrames(data.FrameSpacing) }, options.Torch, progress, interrupt?.BeginStage() ?? default);
        metrics.Add(propagator.Metrics);
        interrupt?.ThrowIfStopped();
        return new TrainedStages(
            latents.Encoder, propagator.Weights, StartChoice.Of(latents.Tables, options.Starts), null, null, latents.ValidationEigenvalues, metrics)
        {
            Coordinates = latents.Coordinates,
        };
    }

    private static Latents Scaled(CoordinateData data)
    {
        CoordinateRange range = RangeOf(data);
        if (range.Problem() is { } problem)
            throw new ArgumentException($"The data cannot be scaled to [0, 1]: {problem}.", nameof(data));
        float[][,] tables = Tables(data, range.Dimension, range.ToLatents);
        return new Latents(null, range, tables, []);
    }

    private static Latents Encoded(
        CoordinateData data, SrvOptions srv, TrainingOptions options, List<StageMetrics> metrics, ITrainingProgress? progress, TrainingInterrupt? interrupt)
    {
        SrvResult result = SrvTraining.Train(
            data.Trajectories, options.LagTime, srv with { LagFrames = options.LagFrames(data.FrameSpacing) }, options.Torch.Seed, progress,
            interrupt?.BeginStage() ?? default);
        metrics.Add(result.Metrics);
        EncoderWeights weights = new(FeatureDefinition.OfColumns(data.Columns), result.Encoder, result.Eigenvalues, options.LagTime) { Deflation = result.Deflation };
        SrvEncoder encoder = new(weights, 0);
        return new Latents(weights, null, Tables(data, encoder.Dimension, encoder.Encode), result.ValidationEigenvalues);
    }

    private static float[][,] Tables(CoordinateData data, int dimension, Mapping map) => [.. data.Trajectories.Select(trajectory =>
    {
        float[,] table = new float[trajectory.GetLength(0), dimension];
        map(Rows.Span(trajectory), Rows.Span(table));
        return table;
    })];

    private static CoordinateRange RangeOf(CoordinateData data)
    {
        CoordinateRange range = new(new float[data.Columns], new float[data.Columns]);
        Array.Fill(range.Minimum, float.PositiveInfinity);
        Array.Fill(range.Maximum, float.NegativeInfinity);
        foreach (float[,] trajectory in data.Trajectories)
        {
            Span<float> values = Rows.Span(trajectory);
            for (int i = 0; i < values.Length; i++)
            {
                int d = i % data.Columns;
                range.Minimum[d] = Math.Min(range.Minimum[d], values[i]);
                range.Maximum[d] = Math.Max(range.Maximum[d], values[i]);
            }
        }

        return range;
    }

    private delegate void Mapping(ReadOnlySpan<float> frames, Span<float> latents);

    private sealed record Latents(EncoderWeights? Encoder, CoordinateRange? Coordinates, float[][,] Tables, double[] ValidationEigenvalues);
}
