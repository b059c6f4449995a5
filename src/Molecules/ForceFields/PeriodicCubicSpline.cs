namespace LatentSim.Molecules.ForceFields;

/// <summary>The periodic cubic spline through equidistant points: the curve with a continuous second derivative.</summary>
internal static class PeriodicCubicSpline
{
    /// <summary>The slopes at the points, whose spacing is one: m_(k-1) + 4 m_k + m_(k+1) = 3 (y_(k+1) - y_(k-1)) around a circle.</summary>
    /// <param name="values">At least three values.</param>
    internal static double[] Slopes(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        double[] right = new double[n];
        for (int k = 0; k < n; k++)
            right[k] = 3 * (values[(k + 1) % n] - values[(k + n - 1) % n]);

        // The circle is cut (Sherman and Morrison): the corners are a rank-one change of a tridiagonal matrix.
        const double Diagonal = 4;
        double[] cut = new double[n];
        (cut[0], cut[^1]) = (-Diagonal, 1);
        double[] plain = Solve(right);
        double[] change = Solve(cut);
        double factor = (plain[0] - (plain[^1] / Diagonal)) / (1 + change[0] - (change[^1] / Diagonal));
        for (int k = 0; k < n; k++)
            plain[k] -= factor * change[k];
        return plain;
    }

    // Ones beside the diagonal, fours on it, but 8 and 4.25 at its ends.
    private static double[] Solve(double[] right)
    {
        int n = right.Length;
        double[] solution = new double[n];
        double[] upper = new double[n];
        double pivot = 8;
        solution[0] = right[0] / pivot;
        for (int k = 1; k < n; k++)
        {
            upper[k] = 1 / pivot;
            pivot = (k == n - 1 ? 4.25 : 4) - upper[k];
            solution[k] = (right[k] - solution[k - 1]) / pivot;
        }

        for (int k = n - 2; k >= 0; k--)
            solution[k] -= upper[k + 1] * solution[k + 1];
        return solution;
    }
}
