using LatentSim.Models.Integrators;

namespace LatentSim.Models.Training;

/// <summary>
/// Fits a <see cref="CorrectionCurve"/> by least squares. Columns T_0, mu T_0, T_1, mu T_1, ... are made orthonormal one after another, and as many are kept as predict best
/// what they were not fitted to: the sum of squares of r_i / (1 - h_i), the residual of trajectory i when the fit leaves it out (Allen's PRESS), is least.
/// </summary>
internal static class CorrectionFit
{
    // A column of which less than this is left is a sum of those before it.
    private const double LeastRemainder = 1e-9;

    // A trajectory that a column exists for alone cannot tell whether the column is right.
    private const double MostLeverage = 0.999;

    /// <summary>Fits a curve.</summary>
    /// <param name="lambda">The orbits' coordinates.</param>
    /// <param name="mu">The reference over the masses.</param>
    /// <param name="corrections">What to fit.</param>
    /// <param name="options">The most polynomials.</param>
    /// <returns>The curve, and its mean square error where a trajectory is left out; the mean square of the corrections themselves where none helps.</returns>
    public static (CorrectionCurve Curve, double Error) Fit(
        ReadOnlySpan<double> lambda, ReadOnlySpan<double> mu, ReadOnlySpan<double> corrections, ActionAngleOptions options)
    {
        int rows = lambda.Length;
        if (rows == 0)
            return (CorrectionCurve.None, 0);
        (double lower, double upper) = Range(lambda);
        double[] places = new double[rows];
        for (int i = 0; i < rows; i++)
            places[i] = CorrectionCurve.Place(lambda[i], lower, upper);
        bool hasMasses = Range(mu) is (double least, double most) && most > least;
        List<(int Degree, bool IsMass)> columns = Columns(rows, options, hasMasses);

        Orthonormal basis = new(rows);
        double[] residuals = corrections.ToArray();
        double[] leverages = new double[rows];
        double[] projections = new double[columns.Count];
        double best = LeftOut(residuals, leverages);
        int kept = 0;
        for (int c = 0; c < columns.Count; c++)
        {
            double[] column = Column(columns[c], places, mu);
            if (!basis.TryAdd(column, LeastRemainder))
                break;
            projections[c] = basis.Remove(residuals);
            basis.AddLeverage(leverages);
            double error = LeftOut(residuals, leverages);
            if (error < best)
                (best, kept) = (error, c + 1);
        }

        double[] coefficients = basis.Solve(projections, kept);
        return (Curve(lower, upper, columns, coefficients), best);
    }

    private static List<(int Degree, bool IsMass)> Columns(int rows, ActionAngleOptions options, bool hasMasses)
    {
        List<(int, bool)> columns = [];
        for (int degree = 0; degree < options.MostPolynomials; degree++)
        {
            columns.Add((degree, false));
            if (hasMasses && degree < options.MostMassPolynomials)
                columns.Add((degree, true));
        }

        int most = rows / 2;
        return columns.Count > most ? columns[..most] : columns;
    }

    private static double[] Column((int Degree, bool IsMass) column, double[] places, ReadOnlySpan<double> mu)
    {
        double[] values = new double[places.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Cos(column.Degree * Math.Acos(places[i])) * (column.IsMass ? mu[i] : 1);
        return values;
    }

    private static double LeftOut(double[] residuals, double[] leverages)
    {
        double sum = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            if (leverages[i] > MostLeverage)
                return double.PositiveInfinity;
            double error = residuals[i] / (1 - leverages[i]);
            sum += error * error;
        }

        return sum / residuals.Length;
    }

    private static CorrectionCurve Curve(double lower, double upper, List<(int Degree, bool IsMass)> columns, double[] coefficients)
    {
        List<double> plain = [];
        List<double> mass = [];
        for (int c = 0; c < coefficients.Length; c++)
            (columns[c].IsMass ? mass : plain).Add(coefficients[c]);
        return new CorrectionCurve(lower, upper, plain, mass);
    }

    private static (double Least, double Most) Range(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        foreach (double value in values)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return (least, most);
    }
}
