using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Molecules.Dynamics;

/// <summary>
/// A reversible Markov chain that is known exactly: transition matrix P, stationary distribution pi with pi_i P_ij = pi_j P_ji, eigenvalues
/// 1 = l_0 > l_1 >= ... and eigenfunctions r_k with P r_k = l_k r_k. Its time is counted in steps.
/// </summary>
public sealed class MarkovChain
{
    private const double SymmetryTolerance = 1e-12;
    private readonly double[] stationary;
    private readonly double[] eigenvalues;
    private readonly Matrix<double> transition;
    private readonly Matrix<double> eigenfunctions;

    /// <summary>Makes the chain with given flows.</summary>
    /// <param name="flows">[i, j], proportional to pi_i P_ij: symmetric, not negative, every row's sum positive.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public MarkovChain(double[,] flows)
    {
        Check(flows);
        Matrix<double> flow = Matrix<double>.Build.DenseOfArray(flows);
        double[] weights = flow.RowSums().ToArray();
        double total = weights.Sum();
        stationary = Array.ConvertAll(weights, weight => weight / total);
        transition = Matrix<double>.Build.Dense(States, States, (i, j) => flow[i, j] / weights[i]);

        // pi^(1/2) P pi^(-1/2) is symmetric and has P's eigenvalues.
        Matrix<double> symmetric = Matrix<double>.Build.Dense(States, States, (i, j) => flow[i, j] / Math.Sqrt(weights[i] * weights[j]));
        var decomposition = symmetric.Evd(Symmetricity.Symmetric);
        int[] order = [.. Enumerable.Range(0, States).OrderByDescending(k => decomposition.EigenValues[k].Real)];
        eigenvalues = Array.ConvertAll(order, k => decomposition.EigenValues[k].Real);
        eigenfunctions = Matrix<double>.Build.Dense(States, States, (i, k) => decomposition.EigenVectors[i, order[k]] / Math.Sqrt(stationary[i]));
    }

    /// <summary>The number of states.</summary>
    public int States => stationary.Length;

    /// <summary>The stationary distribution pi.</summary>
    public IReadOnlyList<double> Stationary => stationary;

    /// <summary>The eigenvalues of one step, greatest first; the first is one.</summary>
    public IReadOnlyList<double> Eigenvalues => eigenvalues;

    /// <summary>The probability of a step from <paramref name="i"/> to <paramref name="j"/>.</summary>
    public double Probability(int i, int j) => transition[i, j];

    /// <summary>The transition probabilities of <paramref name="lag"/> steps, [from, to].</summary>
    public double[,] Power(int lag) => transition.Power(lag).ToArray();

    /// <summary>Eigenfunction <paramref name="k"/>, with sum_i pi_i r_i^2 = 1; k = 0 is the constant.</summary>
    public double[] Eigenfunction(int k) => eigenfunctions.Column(k).ToArray();

    /// <summary>The implied timescale -1 / ln l_k of process <paramref name="k"/> >= 1, in steps; not a number when l_k is not positive.</summary>
    public double Timescale(int k) => eigenvalues[k] > 0 ? -1 / Math.Log(eigenvalues[k]) : double.NaN;

    private static void Check(double[,] flows)
    {
        int states = flows.GetLength(0);
        if (states == 0 || flows.GetLength(1) != states)
            throw new ArgumentException($"Flows of {states} x {flows.GetLength(1)}, expected a square.", nameof(flows));
        for (int i = 0; i < states; i++)
        {
            double sum = 0;
            for (int j = 0; j < states; j++)
            {
                if (!(flows[i, j] >= 0) || Math.Abs(flows[i, j] - flows[j, i]) > SymmetryTolerance * flows[i, j])
                    throw new ArgumentException($"A flow of {flows[i, j]} from {i} to {j} and of {flows[j, i]} back, expected the same, not negative.", nameof(flows));
                sum += flows[i, j];
            }

            if (!(sum > 0) || !double.IsFinite(sum))
                throw new ArgumentException($"Flows out of {i} that add up to {sum}, expected a positive number.", nameof(flows));
        }
    }
}
