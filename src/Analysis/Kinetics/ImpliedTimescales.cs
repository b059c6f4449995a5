using LatentSim.Molecules.Random;

namespace LatentSim.Analysis;

/// <summary>
/// Implied timescales t_k = -lag / ln l_k of reversible maximum-likelihood Markov models of discrete trajectories, over a list of lags: where they no longer
/// grow with the lag the model is Markovian (Swope, Pitera and Suits, J. Phys. Chem. B 108, 6571 (2004); Prinz et al., J. Chem. Phys. 134, 174105 (2011)).
/// Errors are the standard errors over contiguous blocks (<see cref="SampleBlocks"/>) and, if asked, the standard deviation over bootstrap samples: blocks
/// drawn with replacement, as many as there are.
/// </summary>
public sealed class ImpliedTimescales
{
    /// <summary>Slowest timescales that are estimated.</summary>
    public int Count { get; init; } = 3;

    /// <summary>Blocks that give the standard errors.</summary>
    public int Blocks { get; init; } = BlockAverage.DefaultBlocks;

    /// <summary>Bootstrap samples; zero makes none.</summary>
    public int BootstrapSamples { get; init; }

    /// <summary>Blocks from which bootstrap samples are drawn.</summary>
    public int BootstrapBlocks { get; init; } = 20;

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Estimates the timescales at each lag.</summary>
    /// <param name="trajectories">States, 0 to <paramref name="states"/> - 1, frame by frame.</param>
    /// <param name="states">Number of states.</param>
    /// <param name="lags">Lags in frames.</param>
    /// <param name="spacing">Time between frames in ps.</param>
    /// <exception cref="ArgumentOutOfRangeException">A lag is less than one frame, a state does not exist, or the spacing is not positive.</exception>
    public IReadOnlyList<LagTimescales> Fit(IReadOnlyList<int[]> trajectories, int states, IReadOnlyList<int> lags, double spacing)
    {
        if (!(spacing > 0)) throw new ArgumentOutOfRangeException(nameof(spacing), spacing, "Expected a positive spacing.");
        return [.. lags.Select(lag => Fit(trajectories, states, lag, spacing))];
    }

    /// <summary>The <paramref name="count"/> slowest timescales in ps of counts at one lag; null where the counts do not resolve one.</summary>
    public static double?[] Of(TransitionCounts counts, double lagTime, int count)
    {
        if (counts.ConnectedSet().Length == 0) return new double?[count];
        var model = new ReversibleMarkovEstimator().Fit(counts, lagTime);
        return Array.ConvertAll(model.ImpliedTimescales(count), t => double.IsFinite(t) ? t : (double?)null);
    }

    private LagTimescales Fit(IReadOnlyList<int[]> trajectories, int states, int lag, double spacing)
    {
        var whole = new TransitionCounts(states);
        foreach (var x in trajectories) whole.AddTrajectory(x, lag);
        var values = Of(whole, lag * spacing, Count);
        var blocks = OfBlocks(trajectories, states, lag, Blocks).Select(counts => Of(counts, lag * spacing, Count)).ToArray();
        var bootstrap = Bootstrap(trajectories, states, lag).Select(counts => Of(counts, lag * spacing, Count)).ToArray();
        var timescales = values.Select((value, k) => TimescaleStatistics.Of(value, [.. blocks.Select(block => block[k])]) with { BootstrapError = Deviation([.. bootstrap.Select(b => b[k]).OfType<double>()]) });
        return new LagTimescales(lag * spacing, [.. timescales]);
    }

    private IEnumerable<TransitionCounts> Bootstrap(IReadOnlyList<int[]> trajectories, int states, int lag)
    {
        if (BootstrapSamples == 0) yield break;
        var blocks = OfBlocks(trajectories, states, lag, BootstrapBlocks).ToArray();
        for (var sample = 0; sample < BootstrapSamples; sample++)
        {
            var random = new PhiloxStream((ulong)Seed, 0, sample, RandomPurpose.Start);
            var drawn = new TransitionCounts(states);
            for (var i = 0; i < blocks.Length; i++) drawn.Add(blocks[(int)(random.NextUniform() * blocks.Length)]);
            yield return drawn;
        }
    }

    private static IEnumerable<TransitionCounts> OfBlocks(IReadOnlyList<int[]> trajectories, int states, int lag, int count)
    {
        if (count < 2) yield break;
        foreach (var block in SampleBlocks.Cut(trajectories, count))
        {
            var counts = new TransitionCounts(states);
            foreach (var segment in block) counts.AddTrajectory(segment.Span, lag);
            yield return counts;
        }
    }

    private static double? Deviation(double[] values) =>
        values.Length < 2 ? null : BlockAverage.Of(values).StandardError * Math.Sqrt(values.Length);
}

/// <summary>The slowest implied timescales at one lag.</summary>
/// <param name="LagTime">Lag in ps.</param>
/// <param name="Timescales">Timescales in ps, slowest first, with errors.</param>
public sealed record LagTimescales(double LagTime, IReadOnlyList<TimescaleStatistics> Timescales);
