namespace LatentSim.Analysis;

/// <summary>One slow process of MD, and what a run and its coarse trajectory show of it.</summary>
/// <param name="Number">Its number in MD, from 1: the slowest.</param>
/// <param name="Truth">MD's timescale in ps.</param>
/// <param name="TruthSimilarity">Mean cosine similarity of the same process of MD's blocks: how well MD itself knows it; null without blocks.</param>
/// <param name="Run">The run's.</param>
/// <param name="Coarse">That of the coarse trajectory; null where it was not measured.</param>
public sealed record BackmapProcess(int Number, TimescaleStatistics Truth, double? TruthSimilarity, BackmapProcess.Counterpart Run, BackmapProcess.Counterpart? Coarse)
{
    private const int MostProcesses = 8;

    /// <summary>The processes that MD resolves: those with a timescale above the lag, at most eight.</summary>
    /// <param name="truth">MD.</param>
    /// <param name="run">The run.</param>
    /// <param name="coarse">The coarse trajectory; null where it was not measured.</param>
    /// <param name="scaled">Whether timescales are multiplied so that the slowest is MD's: for coarse models, whose time is not MD's.</param>
    internal static IReadOnlyList<BackmapProcess> Of(MarkovSample truth, MarkovSample run, MarkovSample? coarse, bool scaled)
    {
        if (truth.Model is not { } model) return [];
        var count = model.ImpliedTimescales(MostProcesses).TakeWhile(time => time > truth.LagTime).Count();
        var (ofRun, ofCoarse) = (Counterparts(truth, run, count, scaled), coarse is null ? null : Counterparts(truth, coarse, count, scaled));
        return [.. Enumerable.Range(1, count).Select(k => new BackmapProcess(k, truth.Timescale(k), SimilarityOfBlocks(truth, k), ofRun[k - 1], ofCoarse?[k - 1]))];
    }

    /// <summary>What timescales of a sample are multiplied by so that the slowest is MD's; 1 where one of the two has none.</summary>
    internal static double Scale(MarkovSample truth, MarkovSample sample) => truth.Timescale(1).Value / sample.Timescale(1).Value ?? 1;

    private static Counterpart[] Counterparts(MarkovSample truth, MarkovSample sample, int count, bool scaled)
    {
        if (sample.Model is not { } model) return [.. Enumerable.Repeat(new Counterpart(null, new TimescaleStatistics(null, null, []), 0), count)];
        var scale = scaled ? Scale(truth, sample) : 1;
        var matched = MatchedProcess.Of(truth.Model!, model, count);
        return [.. Enumerable.Range(0, count).Select(i => matched[i] is { Other: { } number } match
            ? new Counterpart(number, Scaled(sample.Timescale(number), scale), match.Similarity)
            : new Counterpart(null, new TimescaleStatistics(null, null, []), 0))];
    }

    private static TimescaleStatistics Scaled(TimescaleStatistics time, double scale) => new(time.Value * scale, time.StandardError * scale, [.. time.Blocks.Select(block => block * scale)]);

    private static double? SimilarityOfBlocks(MarkovSample truth, int k)
    {
        double[] similarities = [.. truth.ModelsOfBlocks.Select(block => MatchedProcess.Of(truth.Model!, block, k)).Where(matched => matched.Count == k).Select(matched => matched[^1].Similarity)];
        return similarities.Length == 0 ? null : similarities.Average();
    }

    /// <summary>The process of another sample that is most like it.</summary>
    /// <param name="Number">Its number in that sample; null where there is none.</param>
    /// <param name="Time">Its timescale in ps.</param>
    /// <param name="Similarity">Cosine similarity of the eigenvectors.</param>
    public sealed record Counterpart(int? Number, TimescaleStatistics Time, double Similarity);
}
