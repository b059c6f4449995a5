namespace LatentSim.Analysis;

/// <summary>Distances between two distributions.</summary>
public static class DistributionDistance
{
    /// <summary>
    /// Jensen-Shannon divergence in nats: (KL(p|m) + KL(q|m)) / 2 with m = (p + q) / 2; 0 for equal, ln 2 for disjoint ones
    /// (Lin, IEEE Trans. Inf. Theory 37, 145 (1991)).
    /// </summary>
    /// <param name="p">Weights, not negative; they are normalised.</param>
    /// <param name="q">Weights, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a sum of weights is not positive.</exception>
    public static double JensenShannon(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        if (p.Length != q.Length) throw new ArgumentException($"Expected {p.Length} weights, got {q.Length}.", nameof(q));
        var (sumP, sumQ) = (Sum(p), Sum(q));
        if (!(sumP > 0) || !(sumQ > 0)) throw new ArgumentException("The weights do not add up to a positive number.");
        var divergence = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            var (a, b) = (p[i] / sumP, q[i] / sumQ);
            var middle = (a + b) / 2;
            divergence += Relative(a, middle) / 2 + Relative(b, middle) / 2;
        }

        return Math.Max(0, divergence);

        static double Relative(double x, double y) => x > 0 ? x * Math.Log(x / y) : 0;
    }

    /// <summary>Jensen-Shannon divergence in nats of two histograms of angles.</summary>
    /// <exception cref="ArgumentException">The sizes differ, or one is empty.</exception>
    public static double JensenShannon(Histogram2D p, Histogram2D q) => JensenShannon(p.Probabilities(), q.Probabilities());

    /// <summary>Two-sample Kolmogorov-Smirnov distance: the largest difference of the two empirical distribution functions.</summary>
    /// <exception cref="ArgumentException">A sample is empty or holds NaN.</exception>
    public static double KolmogorovSmirnov(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var position = new SortedPair(first, second);
        var distance = 0.0;
        while (position.Next(out _)) distance = Math.Max(distance, Math.Abs(position.First - position.Second));
        return distance;
    }

    /// <summary>Kolmogorov-Smirnov distance of two histograms of one axis: the largest difference of the two distribution functions at the bins' edges.</summary>
    /// <exception cref="ArgumentException">The axes differ, or a histogram is empty.</exception>
    public static double KolmogorovSmirnov(Histogram1D first, Histogram1D second)
    {
        if (first.Axis != second.Axis) throw new ArgumentException("The histograms have different axes.", nameof(second));
        if (first.Total == 0 || second.Total == 0) throw new ArgumentException("A histogram is empty.");
        var (a, b, distance) = (0L, 0L, 0.0);
        for (var i = 0; i < first.Axis.Bins; i++)
        {
            (a, b) = (a + first[i], b + second[i]);
            distance = Math.Max(distance, Math.Abs((double)a / first.Total - (double)b / second.Total));
        }

        return distance;
    }

    /// <summary>
    /// Wasserstein-1 (earth mover's) distance of two samples: the integral of |F - G| over x, in the samples' unit.
    /// </summary>
    /// <exception cref="ArgumentException">A sample is empty or holds NaN.</exception>
    public static double Wasserstein(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var position = new SortedPair(first, second);
        position.Next(out var left);
        var sum = 0.0;
        while (true)
        {
            var difference = Math.Abs(position.First - position.Second);
            if (!position.Next(out var right)) return sum;
            sum += difference * (right - left);
            left = right;
        }
    }

    private static double Sum(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var w in weights)
        {
            if (w < 0) throw new ArgumentException("A weight is negative.");
            sum += w;
        }

        return sum;
    }

    /// <summary>Walks the values of two samples upwards, with both empirical distribution functions at each.</summary>
    private sealed class SortedPair
    {
        private readonly double[] _first;
        private readonly double[] _second;
        private int _i;
        private int _j;

        public SortedPair(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
        {
            if (first.IsEmpty || second.IsEmpty) throw new ArgumentException("A sample is empty.");
            _first = first.ToArray();
            _second = second.ToArray();
            if (Array.Exists(_first, double.IsNaN) || Array.Exists(_second, double.IsNaN)) throw new ArgumentException("A sample holds NaN.");
            Array.Sort(_first);
            Array.Sort(_second);
        }

        public double First => (double)_i / _first.Length;

        public double Second => (double)_j / _second.Length;

        /// <summary>Moves past the next distinct value; false at the end.</summary>
        public bool Next(out double value)
        {
            value = double.NaN;
            if (_i == _first.Length && _j == _second.Length) return false;
            value = Math.Min(_i < _first.Length ? _first[_i] : double.PositiveInfinity, _j < _second.Length ? _second[_j] : double.PositiveInfinity);
            while (_i < _first.Length && _first[_i] <= value) _i++;
            while (_j < _second.Length && _second[_j] <= value) _j++;
            return true;
        }
    }
}
