using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Analysis;

/// <summary>
/// Groups the states of a Markov model into its m most metastable sets. The slowest m right eigenvectors map the states nearly into a simplex with one
/// corner for each set; the corners are m states that span the largest one found greedily, and each state belongs to the corner of its greatest membership
/// (inner simplex algorithm: Weber and Galliat, ZIB Report 02-12 (2002); Deuflhard and Weber, Linear Algebra Appl. 398, 161 (2005)).
/// </summary>
public static class MetastableSets
{
    /// <summary>The set, 0 to <paramref name="count"/> - 1, of each row of the model's transition matrix, in the order of the sets' slowest coordinate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two sets, or more than the model has states.</exception>
    public static int[] Of(MarkovStateModel model, int count)
    {
        var n = model.States.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, n);
        var vectors = Matrix<double>.Build.DenseOfColumnArrays(Enumerable.Range(0, count).Select(model.RightEigenvector));
        var corners = Corners(vectors);
        var memberships = vectors * Matrix<double>.Build.Dense(count, count, (i, k) => vectors[corners[i], k]).Inverse();
        var order = Enumerable.Range(0, count).OrderBy(i => vectors[corners[i], 1]).ToArray();
        return [.. Enumerable.Range(0, n).Select(i => Array.IndexOf(order, memberships.Row(i).MaximumIndex()))];
    }

    /// <summary>The same sets by the counts' numbers of states: entry s is the set of state s; -1 where the model does not have the state.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">Number of sets.</param>
    /// <param name="states">Number of states of the counts.</param>
    public static int[] OfStates(MarkovStateModel model, int count, int states)
    {
        var sets = new int[states];
        Array.Fill(sets, -1);
        var rows = Of(model, count);
        for (var i = 0; i < rows.Length; i++) sets[model.States[i]] = rows[i];
        return sets;
    }

    /// <summary>Rows farthest from each other: the first is farthest from the origin, and each next one from the plane of those before.</summary>
    private static int[] Corners(Matrix<double> vectors)
    {
        // The constant vector is left out: it would put the origin outside the simplex's own space.
        var rest = vectors.RemoveColumn(0);
        var corners = new int[vectors.ColumnCount];
        corners[0] = Farthest(rest);
        rest = Matrix<double>.Build.Dense(rest.RowCount, rest.ColumnCount, (i, k) => rest[i, k] - rest[corners[0], k]);
        for (var c = 1; c < corners.Length; c++)
        {
            corners[c] = Farthest(rest);
            var direction = rest.Row(corners[c]).Normalize(2);
            rest -= (rest * direction).OuterProduct(direction);
        }

        return corners;
    }

    private static int Farthest(Matrix<double> rows) => rows.RowNorms(2).MaximumIndex();
}
