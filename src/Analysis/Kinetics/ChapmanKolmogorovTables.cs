namespace LatentSim.Analysis;

/// <summary>Probabilities between sets at each multiple of the lag, of one sample; null where the sample does not have the first set.</summary>
internal sealed class ChapmanKolmogorovTables
{
    internal ChapmanKolmogorovTables(MarkovStateModel model, TransitionCounts[] counts, int[] sets)
    {
        var size = sets.Max() + 1;
        var starts = Enumerable.Range(0, size).Select(a => Start(model, sets, a)).ToArray();
        Predicted = Predict(model, sets, starts, counts.Length);
        Counted = [.. counts.Select(c => Table(size, a => starts[a] is { } start ? Counts(model, c, sets, start, size) : null))];
    }

    /// <summary>By multiple - 1: [from, to] by the model.</summary>
    internal double?[][,] Predicted { get; }

    /// <summary>By multiple - 1: [from, to] by counts at that multiple.</summary>
    internal double?[][,] Counted { get; }

    /// <summary>Stationary probabilities within a set; null where it has none.</summary>
    private static double[]? Start(MarkovStateModel model, int[] sets, int set)
    {
        double[] weights = [.. model.StationaryDistribution.Select((p, i) => sets[model.States[i]] == set ? p : 0)];
        var sum = weights.Sum();
        return sum > 0 ? Array.ConvertAll(weights, w => w / sum) : null;
    }

    private static double?[][,] Predict(MarkovStateModel model, int[] sets, double[]?[] starts, int multiples)
    {
        var size = starts.Length;
        var distributions = (double[]?[])starts.Clone();
        var predicted = new double?[multiples][,];
        for (var k = 0; k < multiples; k++)
        {
            for (var a = 0; a < size; a++) distributions[a] = distributions[a] is { } p ? model.Propagate(p) : null;
            predicted[k] = Table(size, a => distributions[a] is { } p ? BySet(p, i => sets[model.States[i]], size) : null);
        }

        return predicted;
    }

    private static double[]? Counts(MarkovStateModel model, TransitionCounts counts, int[] sets, double[] start, int size)
    {
        var (arrived, weight) = (new double[size], 0.0);
        for (var i = 0; i < start.Length; i++)
        {
            var (state, outgoing) = (model.States[i], 0L);
            for (var j = 0; j < counts.States; j++) outgoing += counts[state, j];
            if (start[i] == 0 || outgoing == 0) continue;
            weight += start[i];
            for (var j = 0; j < counts.States; j++)
            {
                if (sets[j] >= 0) arrived[sets[j]] += start[i] * counts[state, j] / outgoing;
            }
        }

        return weight > 0 ? Array.ConvertAll(arrived, p => p / weight) : null;
    }

    private static double[] BySet(double[] distribution, Func<int, int> setOf, int size)
    {
        var sums = new double[size];
        for (var i = 0; i < distribution.Length; i++)
        {
            if (setOf(i) >= 0) sums[setOf(i)] += distribution[i];
        }

        return sums;
    }

    private static double?[,] Table(int size, Func<int, double[]?> row)
    {
        var table = new double?[size, size];
        for (var a = 0; a < size; a++)
        {
            var values = row(a);
            for (var b = 0; b < size; b++) table[a, b] = values?[b];
        }

        return table;
    }
}
