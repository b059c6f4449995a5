namespace LatentSim.Models.Training;

/// <summary>Trains the encoder alone at several lags: a lag is long enough when the implied timescales no longer change with it, and short enough while they are longer than it.</summary>
public static class LagScan
{
    /// <summary>The relative change of a timescale that still counts as none.</summary>
    public const double Tolerance = 0.1;

    /// <summary>Trains.</summary>
    /// <param name="features">[frame, feature] of each trajectory.</param>
    /// <param name="frameSpacing">The time between frames.</param>
    /// <param name="lags">Lags, frames, ascending.</param>
    /// <param name="options">How, but for the lag.</param>
    /// <param name="seed">Seeds every training.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends the training at hand; lags still to come are left out.</param>
    /// <returns>A point for each lag.</returns>
    /// <exception cref="ArgumentException">A trajectory is too short for a lag, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static IEnumerable<LagScanPoint> Run(
        IReadOnlyList<float[,]> features, double frameSpacing, IEnumerable<int> lags, SrvOptions options, int seed,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        foreach (int lag in lags)
        {
            yield return new LagScanPoint(
                lag, SrvTraining.Train(features, lag * frameSpacing, options with { LagFrames = lag }, seed, progress, cancellation));
            if (cancellation.IsCancellationRequested)
                yield break;
        }
    }

    /// <summary>The first lag from which on the slowest timescale stays within <see cref="Tolerance"/> of what it is there, as far as it is longer than the lag.</summary>
    /// <param name="points">In the order of lags.</param>
    /// <returns>Its index; null where no two lags agree.</returns>
    public static int? Plateau(IReadOnlyList<LagScanPoint> points)
    {
        int end = 0;
        while (end < points.Count && Slowest(points[end]) > points[end].LagTime)
            end++;
        for (int i = 0; i + 1 < end; i++)
        {
            double level = Slowest(points[i]);
            if (points.Skip(i + 1).Take(end - i - 1).All(point => Math.Abs(Slowest(point) - level) <= Tolerance * level))
                return i;
        }

        return null;
    }

    private static double Slowest(LagScanPoint point) => point.Encoder.Timescales[0];
}
