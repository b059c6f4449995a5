namespace LatentSim.Analysis;

/// <summary>Transitions between shared states, with those of contiguous blocks.</summary>
/// <param name="Counts">Of all frames.</param>
/// <param name="Blocks">Of the blocks.</param>
/// <param name="LagTime">Their lag in ps.</param>
public sealed record MarkovSample(TransitionCounts Counts, IReadOnlyList<TransitionCounts> Blocks, double LagTime)
{
    private readonly Lazy<MarkovStateModel?> _model = new(() => Counts.ConnectedSet().Length < 2 ? null : new ReversibleMarkovEstimator().Fit(Counts, LagTime));
    private readonly Lazy<IReadOnlyList<MarkovStateModel>> _ofBlocks =
        new(() => [.. Blocks.Where(block => block.ConnectedSet().Length > 1).Select(block => new ReversibleMarkovEstimator().Fit(block, LagTime))]);

    /// <summary>The reversible maximum-likelihood model; null where no two states are connected.</summary>
    public MarkovStateModel? Model => _model.Value;

    /// <summary>The models of the blocks.</summary>
    public IReadOnlyList<MarkovStateModel> ModelsOfBlocks => _ofBlocks.Value;

    /// <summary>The states that were ever visited at the beginning or the end of a transition.</summary>
    public int OccupiedStates => Enumerable.Range(0, Counts.States).Count(i => Enumerable.Range(0, Counts.States).Any(j => Counts[i, j] > 0 || Counts[j, i] > 0));

    /// <summary>Implied timescale of process <paramref name="k"/>, from 1, in ps, with its error over blocks.</summary>
    public TimescaleStatistics Timescale(int k) => TimescaleStatistics.Of(Of(Model, k), [.. ModelsOfBlocks.Select(model => Of(model, k))]);

    private static double? Of(MarkovStateModel? model, int k) => model?.ImpliedTimescales(k)[k - 1] is { } time && double.IsFinite(time) ? time : null;
}
