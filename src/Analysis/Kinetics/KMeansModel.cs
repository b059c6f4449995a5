namespace LatentSim.Analysis;

/// <summary>Cluster centres, and the discretisation of space that they make: a point belongs to its nearest centre.</summary>
public sealed class KMeansModel
{
    private readonly double[] _centres;

    /// <summary>A model with the centres given.</summary>
    /// <param name="centres">k x dimension coordinates, centre by centre.</param>
    /// <param name="dimension">Coordinates of a centre.</param>
    /// <exception cref="ArgumentException">No centres, or a length that is not a multiple of the dimension.</exception>
    public KMeansModel(ReadOnlySpan<double> centres, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (centres.IsEmpty || centres.Length % dimension != 0) throw new ArgumentException($"Expected centres of {dimension} coordinates.", nameof(centres));
        _centres = centres.ToArray();
        Dimension = dimension;
    }

    /// <summary>Coordinates of a centre.</summary>
    public int Dimension { get; }

    /// <summary>Number of centres k.</summary>
    public int Count => _centres.Length / Dimension;

    /// <summary>Coordinates, centre by centre: k x dimension.</summary>
    public ReadOnlySpan<double> Centres => _centres;

    /// <summary>Index of the centre nearest to a point; of equally near ones the first.</summary>
    /// <exception cref="ArgumentException">The point has another dimension.</exception>
    public int Assign(ReadOnlySpan<double> point)
    {
        if (point.Length != Dimension) throw new ArgumentException($"Expected {Dimension} coordinates, got {point.Length}.", nameof(point));
        var nearest = 0;
        var least = double.PositiveInfinity;
        for (var (k, start) = (0, 0); start < _centres.Length; k++, start += point.Length)
        {
            var distance = 0.0;
            for (var d = 0; d < point.Length; d++)
            {
                var difference = point[d] - _centres[start + d];
                distance += difference * difference;
            }

            if (!(distance < least)) continue;
            least = distance;
            nearest = k;
        }

        return nearest;
    }

    internal static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++) sum += (a[d] - b[d]) * (a[d] - b[d]);
        return sum;
    }
}
