namespace LatentSim.Molecules;

/// <summary>Finds what somebody may have meant who wrote a word that does not exist.</summary>
public static class NearMiss
{
    /// <summary>The word nearest to <paramref name="word"/> by edits of a letter, if it is near enough to be a slip; null if none is.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var allowed = word.Length <= 2 ? 1 : 2;
        return known
            .Select(candidate => (Candidate: candidate, Edits: Edits(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(entry => entry.Edits <= allowed && entry.Edits < Math.Max(word.Length, 1))
            .OrderBy(entry => entry.Edits)
            .Select(entry => entry.Candidate)
            .FirstOrDefault();
    }

    // Levenshtein's distance, row by row.
    private static int Edits(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > 2)
            return int.MaxValue;
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        var current = new int[to.Length + 1];
        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[to.Length];
    }
}
