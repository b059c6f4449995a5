namespace LatentSim.Analysis;

/// <summary>A process of one Markov model and the process of another, on the same states, that is most like it.</summary>
/// <param name="Number">Its number in the first model, from 1: the slowest.</param>
/// <param name="Other">The number of the other one in the second model, from 1; null where the second model has no process left.</param>
/// <param name="Similarity">How alike they are: <see cref="EigenvectorSimilarity"/>; 0 where there is no other.</param>
public sealed record MatchedProcess(int Number, int? Other, double Similarity)
{
    // Processes of nearly equal timescales may change places; those much slower or faster are not candidates.
    private const int MostPlaces = 2;

    /// <summary>Matches the <paramref name="count"/> slowest processes, the slowest first, each with the most similar one not yet taken whose place is at most two off.</summary>
    public static IReadOnlyList<MatchedProcess> Of(MarkovStateModel first, MarkovStateModel second, int count)
    {
        var taken = new HashSet<int>();
        return [.. Enumerable.Range(1, Math.Min(count, first.States.Count - 1)).Select(Match)];

        MatchedProcess Match(int k)
        {
            var candidates = Enumerable.Range(Math.Max(1, k - MostPlaces), 2 * MostPlaces + 1).Where(l => l < second.States.Count && !taken.Contains(l)).ToArray();
            if (candidates.Length == 0) return new MatchedProcess(k, null, 0);
            var best = candidates.MaxBy(l => EigenvectorSimilarity.Of(first, k, second, l));
            taken.Add(best);
            return new MatchedProcess(k, best, EigenvectorSimilarity.Of(first, k, second, best));
        }
    }
}
