using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Analysis;

/// <summary>
/// The operator of a transition density p(x' | x) along one coordinate, by quadrature: cells of equal width, and for each the probability of a step from its
/// centre into every cell. What steps outside lands in the outermost cells, so that every row adds up to one. Eigenvalues, timescales and the stationary
/// density of a stochastic model follow without the noise of a trajectory; the error of the quadrature falls as the square of the cells' width.
/// </summary>
public sealed class TransitionOperator
{
    private readonly Matrix<double> transition;

    private TransitionOperator(double low, double width, Matrix<double> transition, double[] stationary)
    {
        Low = low;
        Width = width;
        this.transition = transition;
        Stationary = stationary;
    }

    /// <summary>The lower edge of the first cell.</summary>
    public double Low { get; }

    /// <summary>The width of a cell.</summary>
    public double Width { get; }

    /// <summary>The number of cells.</summary>
    public int Cells => transition.RowCount;

    /// <summary>The stationary probability of each cell.</summary>
    public IReadOnlyList<double> Stationary { get; }

    /// <summary>The operator of a mixture of Gaussians, whose probabilities in the cells are exact.</summary>
    /// <param name="density">The mixture p(. | x) at each x.</param>
    /// <param name="low">The lower edge of the first cell.</param>
    /// <param name="width">The width of a cell.</param>
    /// <param name="cells">The number of cells, at least two.</param>
    public static TransitionOperator Of(Func<double, IReadOnlyList<WeightedGaussian>> density, double low, double width, int cells)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 2);
        Matrix<double> transition = Matrix<double>.Build.Dense(cells, cells);
        for (int i = 0; i < cells; i++)
        {
            foreach (WeightedGaussian term in density(low + ((i + 0.5) * width)))
                Add(transition, i, term, low, width);
        }

        return new TransitionOperator(low, width, transition, StationaryOf(transition));
    }

    /// <summary>The centre of a cell.</summary>
    public double Center(int cell) => Low + ((cell + 0.5) * Width);

    /// <summary>The probability of a step from the centre of a cell into a cell.</summary>
    public double Probability(int from, int to) => transition[from, to];

    /// <summary>The operator of <paramref name="steps"/> steps at once.</summary>
    public TransitionOperator Power(int steps) => new(Low, Width, transition.Power(steps), [.. Stationary]);

    /// <summary>The greatest eigenvalues, the first of which is one; of complex ones the real part.</summary>
    public double[] Eigenvalues(int count) => SlowSpectrum.Of(transition, count).Eigenvalues;

    /// <summary>Right eigenfunctions f_k, k = 1, 2, ..., in the cells, each with sum_i pi_i f_i^2 = 1.</summary>
    public double[][] Eigenfunctions(int count)
    {
        Matrix<double> vectors = SlowSpectrum.Of(transition, count + 1).Vectors;
        return [.. Enumerable.Range(1, count).Select(k => Normalised(vectors.Column(k).ToArray()))];
    }

    /// <summary>The slowest implied timescales -lag / ln l_k, k = 1, 2, ...; not a number where an eigenvalue is not positive.</summary>
    /// <param name="count">How many.</param>
    /// <param name="lagTime">The time of a step.</param>
    public double[] ImpliedTimescales(int count, double lagTime) =>
        [.. Eigenvalues(count + 1).Skip(1).Select(value => value is > 0 and < 1 ? -lagTime / Math.Log(value) : double.NaN)];

    private double[] Normalised(double[] function)
    {
        double square = function.Zip(Stationary, (f, p) => p * f * f).Sum();
        return Array.ConvertAll(function, f => f / Math.Sqrt(square));
    }

    private static void Add(Matrix<double> transition, int row, WeightedGaussian term, double low, double width)
    {
        double scale = 1 / (Math.Sqrt(2) * term.Deviation);
        double below = 0;
        for (int j = 0; j < transition.ColumnCount; j++)
        {
            double edge = low + ((j + 1) * width);
            double above = j == transition.ColumnCount - 1 ? 1 : 0.5 * SpecialFunctions.Erfc((term.Mean - edge) * scale);
            transition[row, j] += term.Weight * (above - below);
            below = above;
        }
    }

    // The solution of pi (I - P) = 0 with sum pi = 1: adding the sum to every equation makes the system regular.
    private static double[] StationaryOf(Matrix<double> transition)
    {
        int n = transition.RowCount;
        Matrix<double> equations = Matrix<double>.Build.Dense(n, n, (i, j) => (i == j ? 1 : 0) - transition[j, i] + 1);
        double[] stationary = equations.Solve(Vector<double>.Build.Dense(n, 1)).ToArray();
        double total = stationary.Sum();
        return Array.ConvertAll(stationary, p => Math.Max(0, p / total));
    }
}
