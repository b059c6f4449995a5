namespace LatentSim.Molecules.Potentials;

/// <summary>The pairs of sites that touch in the native structure of a chain, and how many of them another configuration has.</summary>
public sealed class NativeContacts
{
    /// <summary>The fewest bonds along the chain between the sites of a contact.</summary>
    public const int Separation = 4;

    // A contact holds up to 1.2 times its native distance: Clementi et al. 2000.
    private const double Reach = 1.2;

    private readonly (int First, int Second)[] _pairs;
    private readonly double[] _largestSquares;

    private NativeContacts((int First, int Second)[] pairs, double[] distances)
    {
        _pairs = pairs;
        Distances = distances;
        _largestSquares = [.. distances.Select(distance => Reach * Reach * distance * distance)];
    }

    /// <summary>The pairs, the lower index first, in ascending order.</summary>
    public IReadOnlyList<(int First, int Second)> Pairs => _pairs;

    /// <summary>The native distances of the pairs, nm.</summary>
    public IReadOnlyList<double> Distances { get; }

    /// <summary>Finds the pairs of sites, four or more apart along the chain, that are closer than a cutoff.</summary>
    /// <param name="native">[site, 3], nm.</param>
    /// <param name="cutoff">The cutoff, nm.</param>
    public static NativeContacts Within(ReadOnlySpan<float> native, double cutoff)
    {
        var pairs = new List<(int, int)>();
        var distances = new List<double>();
        for (int i = 0; i < native.Length / 3; i++)
        {
            for (int j = i + Separation; j < native.Length / 3; j++)
            {
                double distance = ChainGeometry.Distance(native, i, j);
                if (distance >= cutoff)
                    continue;
                pairs.Add((i, j));
                distances.Add(distance);
            }
        }

        return new NativeContacts([.. pairs], [.. distances]);
    }

    /// <summary>Q, the fraction of the native contacts that are no longer than 1.2 times their native length.</summary>
    /// <param name="positions">[site, 3], nm.</param>
    public double Fraction(ReadOnlySpan<float> positions)
    {
        int held = 0;
        for (int i = 0; i < _pairs.Length; i++)
        {
            (int first, int second) = _pairs[i];
            float x = positions[3 * first] - positions[3 * second];
            float y = positions[(3 * first) + 1] - positions[(3 * second) + 1];
            float z = positions[(3 * first) + 2] - positions[(3 * second) + 2];
            if ((x * x) + (y * y) + (z * z) <= _largestSquares[i])
                held++;
        }

        return (double)held / _pairs.Length;
    }
}
