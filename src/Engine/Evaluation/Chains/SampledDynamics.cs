using LatentSim.Analysis;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>What trajectories of one coordinate show: F in bins, and the timescales of a Markov model on the bins, both with errors from five contiguous blocks.</summary>
/// <param name="Profile">F.</param>
/// <param name="Timescales">The slowest implied timescales; not a number where one is not resolved.</param>
/// <param name="Errors">Their standard errors; not a number where they are not known.</param>
/// <param name="Frames">The number of frames.</param>
internal sealed record SampledDynamics(FreeEnergyProfile Profile, double[] Timescales, double[] Errors, long Frames)
{
    private const double Tolerance = 1e-6;

    // Counts of long trajectories need some hundred; those of trajectories too short to tell a timescale need no more than this to be given up.
    private const int MostIterations = 3000;

    /// <summary>Measures trajectories.</summary>
    /// <param name="trajectories">The coordinate in each frame of each.</param>
    /// <param name="axis">The bins; what lies beyond counts in the outermost for the Markov model.</param>
    /// <param name="lagFrames">Frames of a lag.</param>
    /// <param name="lag">The time of a lag.</param>
    public static SampledDynamics Of(IReadOnlyList<double[]> trajectories, HistogramAxis axis, int lagFrames, double lag)
    {
        var whole = new TransitionCounts(axis.Bins);
        foreach (double[] trajectory in trajectories)
            whole.AddTrajectory(States(trajectory, axis), lagFrames);
        double[][] blocks = [.. SampleBlocks.Cut(trajectories, BlockAverage.DefaultBlocks).Select(segments => OfBlock(segments, axis, lagFrames, lag))];
        double[] errors = [.. Enumerable.Range(0, ExactDynamics.Processes).Select(k => Error([.. blocks.Select(block => block[k])]))];
        return new SampledDynamics(FreeEnergyProfile.Along(trajectories, axis), Fit(whole, lag), errors, trajectories.Sum(trajectory => (long)trajectory.Length));
    }

    private static double[] OfBlock(IReadOnlyList<ReadOnlyMemory<double>> segments, HistogramAxis axis, int lagFrames, double lag)
    {
        var counts = new TransitionCounts(axis.Bins);
        foreach (ReadOnlyMemory<double> segment in segments)
            counts.AddTrajectory(States(segment.Span, axis), lagFrames);
        return Fit(counts, lag);
    }

    private static double[] Fit(TransitionCounts counts, double lag)
    {
        double[] none = [.. Enumerable.Repeat(double.NaN, ExactDynamics.Processes)];
        if (counts.Total == 0 || counts.ConnectedSet().Length < 2)
            return none;
        try
        {
            var estimator = new ReversibleMarkovEstimator { Tolerance = Tolerance, MaximumIterations = MostIterations };
            return estimator.Fit(counts, lag).ImpliedTimescales(ExactDynamics.Processes);
        }
        catch (InvalidOperationException)
        {
            return none;
        }
    }

    private static double Error(double[] values) => values.Length > 1 && values.All(double.IsFinite) ? BlockAverage.Of(values).StandardError ?? double.NaN : double.NaN;

    private static int[] States(ReadOnlySpan<double> positions, HistogramAxis axis)
    {
        int[] states = new int[positions.Length];
        for (int i = 0; i < states.Length; i++)
            states[i] = (int)Math.Clamp((positions[i] - axis.Low) / axis.Width, 0, axis.Bins - 1);
        return states;
    }
}
