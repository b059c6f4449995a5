using LatentSim.Analysis;
using MathNet.Numerics.LinearAlgebra;

namespace Analysis.Tests;

/// <summary>
/// The exact four-well chain (Prinz et al., J. Chem. Phys. 134, 174105 (2011), as latent space simulators are tested on): 100 equally spaced points from -1 to 1,
/// V(x) = 2 (x^8 + 0.8 exp(-80 x^2) + 0.2 exp(-80 (x - 0.5)^2) + 0.5 exp(-40 (x + 0.5)^2)), p(j|i) ~ exp(-(V_j - V_i)) for |i - j| at most 1.
/// </summary>
internal static class FourWellChain
{
    internal const int Bins = 100;

    internal static double[] Timescales { get; } = [6038.9, 922.4, 475.1];

    internal static double[] Positions { get; } = [.. Enumerable.Range(0, Bins).Select(i => -1 + 2.0 * i / (Bins - 1))];

    internal static double[,] Transition { get; } = BuildTransition();

    internal static double[] Stationary { get; } = BuildStationary();

    /// <summary>Counts that are in proportion to the exact probabilities of steps of a number of frames.</summary>
    internal static TransitionCounts ExactCounts(int lag, double scale = 1e15)
    {
        var power = Matrix<double>.Build.DenseOfArray(Transition).Power(lag);
        var counts = new TransitionCounts(Bins);
        for (var i = 0; i < Bins; i++)
        {
            for (var j = 0; j < Bins; j++) counts.Add(i, j, (long)(scale * Stationary[i] * power[i, j]));
        }

        return counts;
    }

    /// <summary>Bins of a path of the chain from its stationary distribution's middle; only three bins can follow one, so a step takes no search.</summary>
    internal static int[] Path(int seed, int length)
    {
        var random = new LatentSim.Molecules.Random.PhiloxStream((ulong)seed, 0, 0, LatentSim.Molecules.Random.RandomPurpose.Start);
        var path = new int[length];
        var u = (double)random.NextUniform();
        while (path[0] + 1 < Bins && (u -= Stationary[path[0]]) > 0) path[0]++;
        for (var t = 1; t < length; t++)
        {
            var i = path[t - 1];
            var next = random.NextUniform();
            path[t] = i > 0 && next < Transition[i, i - 1] ? i - 1 : i + 1 < Bins && next > 1 - Transition[i, i + 1] ? i + 1 : i;
        }

        return path;
    }

    /// <summary>Exact mean time in steps from each bin to a set of bins: (I - T) m = 1 outside the set.</summary>
    internal static double[] MeanFirstPassageTimes(Func<int, bool> isTarget)
    {
        var matrix = Matrix<double>.Build.Dense(Bins, Bins, (i, j) => isTarget(i) ? (i == j ? 1 : 0) : (i == j ? 1 : 0) - Transition[i, j]);
        return matrix.Solve(Vector<double>.Build.Dense(Bins, i => isTarget(i) ? 0 : 1)).ToArray();
    }

    private static double Potential(double x) =>
        2 * (Math.Pow(x, 8) + 0.8 * Math.Exp(-80 * x * x) + 0.2 * Math.Exp(-80 * (x - 0.5) * (x - 0.5)) + 0.5 * Math.Exp(-40 * (x + 0.5) * (x + 0.5)));

    private static double[,] BuildTransition()
    {
        var transition = new double[Bins, Bins];
        for (var i = 0; i < Bins; i++)
        {
            var sum = 0.0;
            for (var j = Math.Max(0, i - 1); j <= Math.Min(Bins - 1, i + 1); j++) sum += transition[i, j] = Math.Exp(-Potential(Positions[j]));
            for (var j = Math.Max(0, i - 1); j <= Math.Min(Bins - 1, i + 1); j++) transition[i, j] /= sum;
        }

        return transition;
    }

    // Detailed balance: pi_i ~ exp(-V_i) sum_j exp(-V_j) over the neighbours j of i and i itself.
    private static double[] BuildStationary()
    {
        double[] weights = [.. Enumerable.Range(0, Bins).Select(i => Math.Exp(-2 * Potential(Positions[i])) / Transition[i, i])];
        return Array.ConvertAll(weights, w => w / weights.Sum());
    }
}
