namespace LatentSim.Analysis;

/// <summary>
/// The radial distribution function g(r) of particles: how many pairs are at distance r beside how many there would be if particles were placed
/// independently and uniformly in the same enclosure, so that g = 1 for an ideal gas of any number of particles (Frenkel and Smit,
/// Understanding Molecular Simulation, section 4.4). In a periodic cube distances are to the nearest image and r ends at half the edge; in a sphere
/// of radius R they end at 2 R, and the ideal density of distances is (3 r^2 / R^3) (1 - 3 r / (4 R) + r^3 / (16 R^3)).
/// </summary>
public sealed class RadialDistribution
{
    private const int Dimensions = 3;
    private readonly int _particles;
    private readonly double _edge;
    private readonly double _width;
    private readonly double[] _ideal;
    private readonly long[] _counts;

    private RadialDistribution(int particles, double edge, double end, int bins, Func<double, double> idealFractionBelow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(particles, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (!(end > 0) || !double.IsFinite(end)) throw new ArgumentOutOfRangeException(nameof(end), end, "Expected a positive length.");
        (_particles, _edge, _width) = (particles, edge, end / bins);
        _counts = new long[bins];
        _ideal = [.. Enumerable.Range(0, bins).Select(b => idealFractionBelow((b + 1) * _width) - idealFractionBelow(b * _width))];
        Distances = [.. Enumerable.Range(0, bins).Select(b => (b + 0.5) * _width)];
    }

    /// <summary>The middles of the bins.</summary>
    public IReadOnlyList<double> Distances { get; }

    /// <summary>Frames counted.</summary>
    public long Frames { get; private set; }

    /// <summary>Of particles in a periodic cube.</summary>
    /// <param name="particles">Their number, at least 2.</param>
    /// <param name="edge">The edge of the cube.</param>
    /// <param name="bins">Bins between 0 and half the edge.</param>
    public static RadialDistribution InPeriodicCube(int particles, double edge, int bins) =>
        new(particles, edge, edge / 2, bins, r => 4.0 / 3 * Math.PI * Math.Pow(r / edge, 3));

    /// <summary>Of particles in a sphere.</summary>
    /// <param name="particles">Their number, at least 2.</param>
    /// <param name="radius">The radius of the sphere.</param>
    /// <param name="bins">Bins between 0 and the diameter.</param>
    public static RadialDistribution InSphere(int particles, double radius, int bins) => new(particles, 0, 2 * radius, bins, r => FractionInSphere(r / radius));

    /// <summary>Counts the pairs of a frame. Pairs farther apart than the last bin are not counted, nor those whose distance is not a number.</summary>
    /// <param name="positions">[particle, 3]; wrapped or not.</param>
    public void Add(ReadOnlySpan<double> positions)
    {
        if (positions.Length != Dimensions * _particles) throw new ArgumentException($"Expected {Dimensions * _particles} coordinates, got {positions.Length}.", nameof(positions));
        for (var i = 0; i < positions.Length; i += Dimensions)
        {
            for (var j = i + Dimensions; j < positions.Length; j += Dimensions)
            {
                var bin = Math.Sqrt(Square(positions[i] - positions[j]) + Square(positions[i + 1] - positions[j + 1]) + Square(positions[i + 2] - positions[j + 2])) / _width;
                if (bin < _counts.Length) _counts[(int)bin]++;
            }
        }

        Frames++;
    }

    /// <summary>g(r) of each bin; NaN without frames.</summary>
    public double[] Values()
    {
        var pairs = 0.5 * _particles * (_particles - 1) * Frames;
        return [.. _counts.Select((count, b) => count / (pairs * _ideal[b]))];
    }

    private static double FractionInSphere(double r)
    {
        var cube = r * r * r;
        return cube - (9.0 / 16 * cube * r) + (cube * cube / 32);
    }

    private double Square(double difference)
    {
        if (_edge > 0) difference -= _edge * Math.Round(difference / _edge);
        return difference * difference;
    }
}
