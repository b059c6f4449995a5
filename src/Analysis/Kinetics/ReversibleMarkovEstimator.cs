namespace LatentSim.Analysis;

/// <summary>
/// Maximum-likelihood transition matrix under detailed balance. With counts c_ij, the fixed point of
/// x_ij = (c_ij + c_ji) / (c_i / x_i + c_j / x_j), x_i = sum_j x_ij, maximises prod T_ij^c_ij over reversible T = x_ij / x_i
/// (Bowman, Beauchamp, Boxer and Pande, J. Chem. Phys. 131, 124101 (2009); Prinz et al., J. Chem. Phys. 134, 174105 (2011)).
/// Every two steps of it are extrapolated in ln x_i (SQUAREM: Varadhan and Roland, Scand. J. Stat. 35, 335 (2008)), which metastable chains need.
/// </summary>
public sealed class ReversibleMarkovEstimator
{
    /// <summary>Most iterations.</summary>
    public int MaximumIterations { get; init; } = 100_000;

    /// <summary>The iteration ends when no x_i changes by more than this share of itself.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Fits the model on the connected set of the counts.</summary>
    /// <param name="counts">Transition counts.</param>
    /// <param name="lagTime">The lag at which they were counted, in ps.</param>
    /// <exception cref="ArgumentException">There is no transition inside any connected set, or the lag is not positive.</exception>
    /// <exception cref="InvalidOperationException">The iteration does not converge.</exception>
    public MarkovStateModel Fit(TransitionCounts counts, double lagTime)
    {
        if (!(lagTime > 0)) throw new ArgumentException("Expected a positive lag.", nameof(lagTime));
        var states = counts.ConnectedSet();
        if (states.Length == 0) throw new ArgumentException("There are no transitions inside a connected set.", nameof(counts));
        var n = states.Length;
        var outgoing = new double[n];
        var pairs = new List<Pair>();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) outgoing[i] += counts[states[i], states[j]];
            for (var j = i; j < n; j++)
            {
                var both = counts[states[i], states[j]] + counts[states[j], states[i]];
                if (both > 0) pairs.Add(new Pair(i, j, both));
            }
        }

        var flows = Iterate(n, pairs, outgoing);
        return new MarkovStateModel(states, Symmetric(n, pairs, flows), lagTime);
    }

    private double[] Iterate(int n, List<Pair> pairs, double[] outgoing)
    {
        var sums = RowSums(n, pairs, [.. pairs.Select(p => p.Both)]);
        var reached = double.PositiveInfinity;
        for (var iteration = 0; iteration < MaximumIterations; iteration += 2)
        {
            var once = Step(pairs, outgoing, sums);
            var change = Change(sums, once);
            if (change < Tolerance) return Flows(pairs, outgoing, once);
            var twice = Step(pairs, outgoing, once);

            // An extrapolation that led away from the fixed point is followed by a plain double step.
            sums = change > 10 * reached ? twice : Extrapolate(sums, once, twice);
            reached = Math.Min(reached, change);
        }

        throw new InvalidOperationException($"The transition matrix did not converge in {MaximumIterations} iterations.");
    }

    private static double[] Step(List<Pair> pairs, double[] outgoing, double[] sums) => RowSums(sums.Length, pairs, Flows(pairs, outgoing, sums));

    private static double[] Flows(List<Pair> pairs, double[] outgoing, double[] sums)
    {
        var flows = new double[pairs.Count];
        for (var p = 0; p < flows.Length; p++)
        {
            var (i, j, both) = pairs[p];
            flows[p] = both / (outgoing[i] / sums[i] + outgoing[j] / sums[j]);
        }

        return flows;
    }

    private static double Change(double[] from, double[] to)
    {
        var change = 0.0;
        for (var i = 0; i < from.Length; i++) change = Math.Max(change, Math.Abs(to[i] / from[i] - 1));
        return change;
    }

    private static double[] Extrapolate(double[] start, double[] once, double[] twice)
    {
        var (steps, bends) = (0.0, 0.0);
        for (var i = 0; i < start.Length; i++)
        {
            var (step, next) = (Math.Log(once[i] / start[i]), Math.Log(twice[i] / once[i]));
            steps += step * step;
            bends += (next - step) * (next - step);
        }

        var length = bends > 0 ? Math.Max(1, Math.Sqrt(steps / bends)) : 1;
        var target = new double[start.Length];
        for (var i = 0; i < start.Length; i++)
        {
            var (step, next) = (Math.Log(once[i] / start[i]), Math.Log(twice[i] / once[i]));
            target[i] = start[i] * Math.Exp(2 * length * step + length * length * (next - step));
            if (!(target[i] > 0) || !double.IsFinite(target[i])) return twice;
        }

        return target;
    }

    private static double[] RowSums(int n, List<Pair> pairs, double[] flows)
    {
        var sums = new double[n];
        for (var p = 0; p < flows.Length; p++)
        {
            sums[pairs[p].I] += flows[p];
            if (pairs[p].J != pairs[p].I) sums[pairs[p].J] += flows[p];
        }

        return sums;
    }

    private static double[,] Symmetric(int n, List<Pair> pairs, double[] flows)
    {
        var total = RowSums(n, pairs, flows).Sum();
        var matrix = new double[n, n];
        for (var p = 0; p < flows.Length; p++) matrix[pairs[p].I, pairs[p].J] = matrix[pairs[p].J, pairs[p].I] = flows[p] / total;
        return matrix;
    }

    private readonly record struct Pair(int I, int J, double Both);
}
