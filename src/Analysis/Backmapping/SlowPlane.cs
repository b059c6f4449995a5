using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>
/// The two coordinates in which free energies are compared and Markov models are made: (phi, psi) where a molecule has one such pair, else the two slowest
/// linear components of cos and sin of all backbone torsions, fitted to the truth.
/// </summary>
public sealed class SlowPlane
{
    private readonly TorsionAtoms[] _torsions;
    private readonly TicaModel? _components;
    private readonly double[] _features;

    internal SlowPlane(TorsionPair pair)
    {
        _torsions = [pair.First, pair.Second];
        _features = new double[4];
        Name = $"(phi, psi) of {pair.Name}";
        Names = ("phi", "psi");
        Axes = (HistogramAxis.Angle(Histogram2D.DefaultBins), HistogramAxis.Angle(Histogram2D.DefaultBins));
    }

    internal SlowPlane(IReadOnlyList<TorsionPair> pairs, TicaModel components, HistogramAxis first, HistogramAxis second)
    {
        (_torsions, _components) = (Torsions(pairs), components);
        _features = new double[2 * _torsions.Length];
        Name = $"(TIC1, TIC2) of {_torsions.Length} backbone torsions";
        Names = ("TIC1", "TIC2");
        Axes = (first, second);
    }

    /// <summary>What it is: "(phi, psi) of ALA2".</summary>
    public string Name { get; }

    /// <summary>Its two coordinates: "phi" and "psi", or "TIC1" and "TIC2".</summary>
    public (string First, string Second) Names { get; }

    /// <summary>The bins of free energies: 32 x 32.</summary>
    public (HistogramAxis First, HistogramAxis Second) Axes { get; }

    /// <summary>Whether its coordinates are angles.</summary>
    public bool IsTorsions => _components is null;

    /// <summary>Coordinates of a point that is clustered: (cos, sin) of both angles, or both components.</summary>
    public int PointDimension => IsTorsions ? 4 : 2;

    /// <summary>Whether a frame of these atoms alone has it.</summary>
    public bool IsFixedBy(IReadOnlyCollection<int> atoms) => _torsions.All(t => atoms.Contains(t.A) && atoms.Contains(t.B) && atoms.Contains(t.C) && atoms.Contains(t.D));

    /// <summary>Where a frame lies.</summary>
    /// <param name="positions">float[atom, 3] in nm.</param>
    /// <param name="point">Filled with <see cref="PointDimension"/> coordinates to cluster.</param>
    /// <returns>The two coordinates.</returns>
    public (double First, double Second) Project(ReadOnlySpan<float> positions, Span<double> point)
    {
        Features(positions, _torsions, _features);
        if (_components is { } components)
        {
            components.Transform(_features, point[..2]);
            return (point[0], point[1]);
        }

        _features.CopyTo(point);
        return (Math.Atan2(point[1], point[0]), Math.Atan2(point[3], point[2]));
    }

    internal static TorsionAtoms[] Torsions(IReadOnlyList<TorsionPair> pairs) => [.. pairs.SelectMany(pair => new[] { pair.First, pair.Second })];

    internal static void Features(ReadOnlySpan<float> positions, TorsionAtoms[] torsions, double[] features)
    {
        for (var i = 0; i < torsions.Length; i++) (features[2 * i], features[2 * i + 1]) = Molecules.Geometry.Torsions.CosineAndSine(positions, torsions[i]);
    }
}
