using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Analysis;

/// <summary>
/// A reversible Markov model between discrete states: transition matrix T, stationary distribution pi with pi_i T_ij = pi_j T_ji, eigenvalues
/// 1 = l_0 > l_1 >= ... and implied timescales t_i = -lag / ln l_i (Prinz et al., J. Chem. Phys. 134, 174105 (2011)).
/// </summary>
public sealed class MarkovStateModel
{
    private readonly int[] _states;
    private readonly double[] _stationary;
    private readonly double[] _eigenvalues;
    private readonly Matrix<double> _transition;
    private readonly Matrix<double> _right;

    /// <summary>A model from its equilibrium flows.</summary>
    /// <param name="states">The states that the model is on, as the counts number them.</param>
    /// <param name="flows">pi_i T_ij: symmetric, n x n, adding up to one, each row's sum positive.</param>
    /// <param name="lagTime">Lag in ps.</param>
    internal MarkovStateModel(int[] states, double[,] flows, double lagTime)
    {
        var n = states.Length;
        _states = states;
        LagTime = lagTime;
        var flow = Matrix<double>.Build.DenseOfArray(flows);
        _stationary = flow.RowSums().ToArray();
        _transition = Matrix<double>.Build.Dense(n, n, (i, j) => flow[i, j] / _stationary[i]);

        // D^(1/2) T D^(-1/2) is symmetric, so its eigenvalues, which are those of T, are real and found stably.
        var symmetric = Matrix<double>.Build.Dense(n, n, (i, j) => flow[i, j] / Math.Sqrt(_stationary[i] * _stationary[j]));
        var decomposition = symmetric.Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, n).OrderByDescending(k => decomposition.EigenValues[k].Real).ToArray();
        _eigenvalues = Array.ConvertAll(order, k => decomposition.EigenValues[k].Real);
        _right = Matrix<double>.Build.Dense(n, n, (i, k) => decomposition.EigenVectors[i, order[k]] / Math.Sqrt(_stationary[i]));
    }

    /// <summary>The states of the model's connected set, as the counts number them; row i of T is state States[i].</summary>
    public IReadOnlyList<int> States => _states;

    /// <summary>Lag in ps.</summary>
    public double LagTime { get; }

    /// <summary>Stationary probabilities pi, one a state.</summary>
    public IReadOnlyList<double> StationaryDistribution => _stationary;

    /// <summary>Eigenvalues of T, greatest first; the first is one.</summary>
    public IReadOnlyList<double> Eigenvalues => _eigenvalues;

    /// <summary>Probability of a step from row <paramref name="i"/> to column <paramref name="j"/>.</summary>
    public double TransitionProbability(int i, int j) => _transition[i, j];

    /// <summary>The distribution one lag later, p'T.</summary>
    /// <param name="distribution">p, one entry a row of T.</param>
    /// <exception cref="ArgumentException">It has another number of entries.</exception>
    public double[] Propagate(IReadOnlyList<double> distribution)
    {
        if (distribution.Count != _states.Length) throw new ArgumentException($"Expected {_states.Length} entries, got {distribution.Count}.", nameof(distribution));
        return _transition.LeftMultiply(Vector<double>.Build.DenseOfEnumerable(distribution)).ToArray();
    }

    /// <summary>
    /// Right eigenvector k, normalised so that sum_i pi_i r_i^2 = 1, its element of greatest weight pi_i r_i^2 positive; k = 0 is the constant.
    /// </summary>
    public double[] RightEigenvector(int k)
    {
        var vector = _right.Column(k).ToArray();
        var leading = 0;
        for (var i = 1; i < vector.Length; i++)
        {
            if (Weight(i) > Weight(leading)) leading = i;
        }

        return vector[leading] < 0 ? Array.ConvertAll(vector, x => -x) : vector;

        double Weight(int i) => _stationary[i] * vector[i] * vector[i];
    }

    /// <summary>Left eigenvector k, l_i = pi_i r_i with the right one: how much probability the process moves into a state or out of it; k = 0 is pi.</summary>
    public double[] LeftEigenvector(int k) => [.. RightEigenvector(k).Select((r, i) => _stationary[i] * r)];

    /// <summary>
    /// The <paramref name="count"/> slowest implied timescales in ps, slowest first; NaN for an eigenvalue that is not positive
    /// (a process faster than the lag resolves) or that the model is too small to have.
    /// </summary>
    public double[] ImpliedTimescales(int count) => [.. Enumerable.Range(1, count).Select(ImpliedTimescale)];

    private double ImpliedTimescale(int k) =>
        k < _eigenvalues.Length && _eigenvalues[k] > 0 ? -LagTime / Math.Log(Math.Min(_eigenvalues[k], 1 - 1e-15)) : double.NaN;
}
