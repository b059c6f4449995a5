namespace LatentSim.Analysis;

/// <summary>
/// Chapman-Kolmogorov test of a Markov model between sets of its states: the probability to be in set B a time k lag after being in set A at equilibrium,
/// predicted from the model at the lag, w' T(lag)^k 1_B, against that counted at k lag, sum_i w_i c_iB(k lag) / c_i(k lag), with w the stationary
/// probabilities within A (Prinz et al., J. Chem. Phys. 134, 174105 (2011), section V). Errors are standard errors over contiguous blocks
/// (<see cref="SampleBlocks"/>), each with a model of its own.
/// </summary>
public sealed class ChapmanKolmogorovTest
{
    /// <summary>Largest k.</summary>
    public int Multiples { get; init; } = 5;

    /// <summary>Blocks that give the errors.</summary>
    public int Blocks { get; init; } = BlockAverage.DefaultBlocks;

    /// <summary>Makes the test.</summary>
    /// <param name="trajectories">States frame by frame.</param>
    /// <param name="sets">Set, 0, 1, ..., of each state; -1 leaves a state out of all sets. See <see cref="MetastableSets"/>.</param>
    /// <param name="lag">Lag of the model in frames.</param>
    /// <param name="spacing">Time between frames in ps.</param>
    /// <exception cref="ArgumentException">No state is in a set, a set's number is below -1, or no transitions are counted inside a connected set.</exception>
    public ChapmanKolmogorovResult Fit(IReadOnlyList<int[]> trajectories, int[] sets, int lag, double spacing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Multiples, 1);
        if (sets.Length == 0 || sets.Max() < 0 || sets.Min() < -1) throw new ArgumentException("Expected the number of a set, or -1, for each state.", nameof(sets));
        var whole = Tables([.. trajectories.Select(x => (ReadOnlyMemory<int>)x)], sets, lag, spacing)
            ?? throw new ArgumentException("There are no transitions inside a connected set.", nameof(trajectories));
        var blocks = Blocks < 2 ? [] : SampleBlocks.Cut(trajectories, Blocks).Select(block => Tables(block, sets, lag, spacing)).OfType<ChapmanKolmogorovTables>().ToArray();
        var count = sets.Max() + 1;
        var rows =
            from k in Enumerable.Range(1, Multiples)
            from a in Enumerable.Range(0, count)
            from b in Enumerable.Range(0, count)
            select new ChapmanKolmogorovRow(a, b, k * lag * spacing, Estimate(t => t.Predicted[k - 1][a, b]), Estimate(t => t.Counted[k - 1][a, b]));
        return new ChapmanKolmogorovResult(count, [.. rows]);

        Estimate Estimate(Func<ChapmanKolmogorovTables, double?> of)
        {
            double[] known = [.. blocks.Select(of).OfType<double>()];
            return new Estimate(of(whole), known.Length < 2 ? null : BlockAverage.Of(known).StandardError);
        }
    }

    private ChapmanKolmogorovTables? Tables(IReadOnlyList<ReadOnlyMemory<int>> segments, int[] sets, int lag, double spacing)
    {
        var counts = Enumerable.Range(1, Multiples).Select(k => Count(segments, sets.Length, k * lag)).ToArray();
        return counts[0].ConnectedSet().Length == 0 ? null : new ChapmanKolmogorovTables(new ReversibleMarkovEstimator().Fit(counts[0], lag * spacing), counts, sets);
    }

    private static TransitionCounts Count(IReadOnlyList<ReadOnlyMemory<int>> segments, int states, int lag)
    {
        var counts = new TransitionCounts(states);
        foreach (var segment in segments) counts.AddTrajectory(segment.Span, lag);
        return counts;
    }
}
