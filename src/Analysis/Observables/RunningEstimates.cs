namespace LatentSim.Analysis;

/// <summary>Rate of transitions from one basin to another: transitions counted, divided by the time spent in the first.</summary>
/// <param name="From">Basin left.</param>
/// <param name="To">Basin entered within one step.</param>
/// <param name="Transitions">How many were counted.</param>
/// <param name="PerNanosecond">The rate, 1/ns.</param>
public sealed record BasinRate(Basin From, Basin To, long Transitions, Estimate PerNanosecond);

/// <summary>Running estimates of one torsion pair.</summary>
/// <param name="Name">The pair's name.</param>
/// <param name="Counts">(phi, psi) counts, 32 x 32, row by row; rows: phi.</param>
/// <param name="Populations">Share of the frames in each basin, in the order of <see cref="Basin"/>.</param>
/// <param name="Rates">Rates between different basins, those that were seen.</param>
/// <param name="SlowestTimescale">Slowest implied timescale, ps, of the reversible Markov model between the basins.</param>
public sealed record PairEstimates(string Name, long[] Counts, Estimate[] Populations, BasinRate[] Rates, Estimate SlowestTimescale);

/// <summary>The distance of two adjacent alpha carbons; lengths of 2 nm and more count as 2 nm.</summary>
/// <param name="Name">The two atoms.</param>
/// <param name="Mean">Mean, nm.</param>
/// <param name="StandardDeviation">Standard deviation over all frames, nm.</param>
/// <param name="Minimum">Least, nm; null without frames.</param>
/// <param name="Maximum">Greatest, nm; null without frames.</param>
public sealed record DistanceEstimates(string Name, Estimate Mean, Estimate StandardDeviation, double? Minimum, double? Maximum);

/// <summary>What <see cref="RunningObservables"/> and <see cref="RunningLatents"/> have estimated so far: a run's observables.json.</summary>
/// <param name="Frames">Frames counted, of all walkers.</param>
/// <param name="Walkers">Walkers counted so far.</param>
/// <param name="LagTime">Time of one step in ps.</param>
/// <param name="RadiusOfGyration">Its mean, nm.</param>
/// <param name="RadiusOfGyrationDeviation">Its standard deviation over all frames, nm.</param>
/// <param name="TorsionPairs">Estimates of each torsion pair.</param>
/// <param name="AdjacentDistances">Distances between the alpha carbons of consecutive residues.</param>
public sealed record RunningEstimates(
    long Frames, int Walkers, double LagTime, Estimate RadiusOfGyration, Estimate RadiusOfGyrationDeviation, PairEstimates[] TorsionPairs, DistanceEstimates[] AdjacentDistances)
{
    /// <summary>Estimates along the latent coordinates; null where they were not counted.</summary>
    public LatentEstimates? Latent { get; init; }

    /// <summary>The estimates of a run of latents alone: nothing of a molecule.</summary>
    public static RunningEstimates Of(LatentEstimates latent) =>
        new(latent.Frames, latent.Walkers, latent.LagTime, new Estimate(null, null), new Estimate(null, null), [], []) { Latent = latent };

    /// <summary>The text of observables.json.</summary>
    public string ToJson() => RunningEstimatesText.Of(this);

    internal static RunningEstimates Of(ObservableCounts counts, string[] pairs, string[] distances)
    {
        var whole = Radius(counts.Walkers);
        var groups = Enumerable.Range(0, counts.Groups.Length).Select(g => Radius([.. counts.Walkers.Where((_, w) => counts.GroupOf(w) == g)])).ToArray();
        return new RunningEstimates(
            counts.Walkers.Sum(w => w.Frames), counts.Walkers.Count(w => w.Frames > 0), counts.LagTime,
            WithError(whole.Mean, groups.Select(g => g.Mean)), WithError(whole.Deviation, groups.Select(g => g.Deviation)),
            [.. pairs.Select((name, i) => Pair(counts, name, i))], [.. distances.Select((name, i) => Distance(counts, name, i))]);
    }

    private static DistanceEstimates Distance(ObservableCounts counts, string name, int distance)
    {
        var whole = new DistanceCounts();
        foreach (var group in counts.Groups) whole.Add(group.Distances[distance]);
        return new DistanceEstimates(name, Over(d => d.Mean), Over(d => d.StandardDeviation), whole.Minimum, whole.Maximum);

        Estimate Over(Func<DistanceCounts, double?> figure) => WithError(figure(whole), counts.Groups.Select(group => figure(group.Distances[distance])));
    }

    private static PairEstimates Pair(ObservableCounts counts, string name, int pair)
    {
        var whole = new GroupCounts(counts.Pairs, counts.Distances);
        foreach (var group in counts.Groups) whole.Add(group);
        var rates =
            from left in Enum.GetValues<Basin>()
            from entered in Enum.GetValues<Basin>()
            where left != entered && whole.Transitions[pair][(int)left, (int)entered] > 0
            select new BasinRate(left, entered, whole.Transitions[pair][(int)left, (int)entered], Over(g => Rate(g, pair, (int)left, (int)entered, counts.LagTime)));
        return new PairEstimates(
            name, whole.Histograms[pair].Counts.ToArray(), [.. Enumerable.Range(0, Basins.Count).Select(basin => Over(g => Population(g, pair, basin)))],
            [.. rates], Over(g => Timescale(g.Transitions[pair], counts.LagTime)));

        Estimate Over(Func<GroupCounts, double?> figure) => WithError(figure(whole), counts.Groups.Select(figure));
    }

    private static double? Population(GroupCounts group, int pair, int basin)
    {
        var total = group.Populations[pair].Sum();
        return total > 0 ? (double)group.Populations[pair][basin] / total : null;
    }

    private static double? Rate(GroupCounts group, int pair, int from, int to, double lagTime)
    {
        var left = Enumerable.Range(0, Basins.Count).Sum(j => group.Transitions[pair][from, j]);
        return left > 0 ? group.Transitions[pair][from, to] / (left * lagTime / 1000) : null;
    }

    private static double? Timescale(TransitionCounts counts, double lagTime)
    {
        if (counts.ConnectedSet().Length < 2) return null;
        var slowest = new ReversibleMarkovEstimator().Fit(counts, lagTime).ImpliedTimescales(1)[0];
        return double.IsFinite(slowest) ? slowest : null;
    }

    private static (double? Mean, double? Deviation) Radius(WalkerCounts[] walkers)
    {
        var frames = walkers.Sum(w => w.Frames);
        if (frames == 0) return (null, null);
        var mean = walkers.Sum(w => w.RadiusMean * w.Frames) / frames;
        var squares = walkers.Sum(w => w.RadiusSquares + w.Frames * (w.RadiusMean - mean) * (w.RadiusMean - mean));
        return (mean, Math.Sqrt(squares / frames));
    }

    internal static Estimate WithError(double? value, IEnumerable<double?> groups)
    {
        double[] known = [.. groups.OfType<double>()];
        return new Estimate(value, known.Length < 2 ? null : BlockAverage.Of(known).StandardError);
    }
}
