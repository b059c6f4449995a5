using LatentSim.Analysis;
using LatentSim.Molecules.Dynamics;
using MathNet.Numerics.LinearAlgebra;

namespace Analysis.Tests;

/// <summary>The four-well chain, exactly, and paths of it.</summary>
internal static class FourWellChain
{
    internal const int Bins = 100;

    private static readonly PotentialChain Process = new(new FourWellPotential());

    /// <summary>What others published of it (Sidky et al. 2020, section 3.1), in steps.</summary>
    internal static double[] Timescales { get; } = [6038.9, 922.4, 475.1];

    internal static IReadOnlyList<double> Positions => Process.Centers;

    internal static IReadOnlyList<double> Stationary => Process.Chain.Stationary;

    internal static double Transition(int i, int j) => Process.Chain.Probability(i, j);

    /// <summary>Standard error in steps that counting over a lag leaves timescale k (0 the slowest) of a path.</summary>
    internal static double Error(int k, int lag, int steps) => TimescaleError.Of(Process.Chain, k + 1, lag, steps);

    /// <summary>Counts that are in proportion to the exact probabilities of steps of a number of frames.</summary>
    internal static TransitionCounts ExactCounts(int lag, double scale = 1e15)
    {
        var power = Process.Chain.Power(lag);
        var counts = new TransitionCounts(Bins);
        for (var i = 0; i < Bins; i++)
        {
            for (var j = 0; j < Bins; j++) counts.Add(i, j, (long)(scale * Stationary[i] * power[i, j]));
        }

        return counts;
    }

    /// <summary>Bins of a stationary path.</summary>
    internal static int[] Path(int seed, int length)
    {
        var positions = new float[length];
        Process.Generate((ulong)seed, 0, positions);
        return Array.ConvertAll(positions, x => Process.Bin(x));
    }

    /// <summary>Exact mean time in steps from each bin to a set of bins: (I - T) m = 1 outside the set.</summary>
    internal static double[] MeanFirstPassageTimes(Func<int, bool> isTarget)
    {
        var matrix = Matrix<double>.Build.Dense(Bins, Bins, (i, j) => (i == j ? 1 : 0) - (isTarget(i) ? 0 : Transition(i, j)));
        return matrix.Solve(Vector<double>.Build.Dense(Bins, i => isTarget(i) ? 0 : 1)).ToArray();
    }
}
