using LatentSim.Molecules.Random;

namespace Analysis.Tests;

/// <summary>Random processes with known answers, from fixed seeds.</summary>
internal static class Noise
{
    /// <summary>x(t + 1) = a x(t) + sqrt(1 - a^2) N(0, 1), stationary, of unit variance: an Ornstein-Uhlenbeck process seen at equal times; C(k) = a^k.</summary>
    internal static double[] OrnsteinUhlenbeck(int seed, double a, int length)
    {
        var random = new PhiloxStream((ulong)seed, 0, 0, RandomPurpose.Start);
        var series = new double[length];
        series[0] = random.NextNormal();
        for (var t = 1; t < length; t++) series[t] = a * series[t - 1] + Math.Sqrt(1 - a * a) * random.NextNormal();
        return series;
    }

    /// <summary>A path of a Markov chain with the transition matrix given.</summary>
    internal static int[] Chain(int seed, double[,] transition, int length)
    {
        var random = new PhiloxStream((ulong)seed, 0, 0, RandomPurpose.Start);
        var states = new int[length];
        for (var t = 1; t < length; t++)
        {
            var (u, j) = (random.NextUniform(), 0);
            while (j + 1 < transition.GetLength(1) && (u -= transition[states[t - 1], j]) > 0) j++;
            states[t] = j;
        }

        return states;
    }
}
