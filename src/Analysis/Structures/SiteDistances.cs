using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>
/// Distances of given pairs of sites over a stream of frames, for instance of adjacent C-alpha atoms: what a model must keep although no frame is ever
/// compared with another. With the ranges of a reference it also counts the frames that leave them.
/// </summary>
public sealed class SiteDistances
{
    /// <summary>By how much a distance may leave the reference's range, nm.</summary>
    public const double DefaultTolerance = 0.02;

    private readonly (int A, int B)[] _pairs;
    private readonly LengthMoments[] _moments;
    private readonly IReadOnlyList<SiteDistance>? _allowed;
    private readonly double _tolerance;

    /// <summary>Starts with no frames.</summary>
    /// <param name="pairs">Pairs of sites.</param>
    /// <param name="allowed">The same pairs' distances in a reference, whose ranges frames are checked against; null checks none.</param>
    /// <param name="tolerance">By how much a distance may leave its range, nm.</param>
    /// <exception cref="ArgumentException">The reference has another number of pairs, or a site is negative.</exception>
    public SiteDistances(IReadOnlyList<(int A, int B)> pairs, IReadOnlyList<SiteDistance>? allowed = null, double tolerance = DefaultTolerance)
    {
        if (allowed is not null && allowed.Count != pairs.Count) throw new ArgumentException($"Expected {pairs.Count} ranges, got {allowed.Count}.", nameof(allowed));
        if (pairs.Any(pair => pair.A < 0 || pair.B < 0)) throw new ArgumentException("A site is negative.", nameof(pairs));
        (_pairs, _allowed, _tolerance) = ([.. pairs], allowed, tolerance);
        _moments = LengthMoments.Many(_pairs.Length);
    }

    /// <summary>Pairs of sites that follow one another: (0, 1), (1, 2), ...</summary>
    public static IReadOnlyList<(int A, int B)> Adjacent(int sites) => [.. Enumerable.Range(0, Math.Max(0, sites - 1)).Select(i => (i, i + 1))];

    /// <summary>Frames so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames of which some distance was outside its range by more than the tolerance.</summary>
    public long FramesOutside { get; private set; }

    /// <summary>Share of the frames that stay inside; NaN without frames.</summary>
    public double ShareInside => (double)(Frames - FramesOutside) / Frames;

    /// <summary>Measures a frame, float[site, 3] in nm.</summary>
    /// <exception cref="ArgumentException">A site is not there.</exception>
    public void Add(ReadOnlySpan<float> positions)
    {
        var outside = false;
        for (var i = 0; i < _pairs.Length; i++)
        {
            var (a, b) = _pairs[i];
            if (Math.Max(a, b) >= positions.Length / 3) throw new ArgumentException($"There is no site {Math.Max(a, b)}.", nameof(positions));
            var distance = Distances.Compute(positions, a, b);
            _moments[i].Add(distance);
            outside |= _allowed is not null && (distance < _allowed[i].Minimum - _tolerance || distance > _allowed[i].Maximum + _tolerance);
        }

        Frames++;
        if (outside) FramesOutside++;
    }

    /// <summary>The distances' statistics, pair by pair.</summary>
    /// <exception cref="InvalidOperationException">There are no frames.</exception>
    public IReadOnlyList<SiteDistance> Statistics()
    {
        if (Frames == 0) throw new InvalidOperationException("There are no frames.");
        return [.. _moments.Select((m, i) => new SiteDistance(_pairs[i].A, _pairs[i].B, m.Mean, m.StandardDeviation, m.Minimum, m.Maximum))];
    }
}

/// <summary>The distance of two sites over an ensemble.</summary>
/// <param name="A">The first site.</param>
/// <param name="B">The second.</param>
/// <param name="Mean">Mean in nm.</param>
/// <param name="StandardDeviation">Standard deviation in nm.</param>
/// <param name="Minimum">Least in nm.</param>
/// <param name="Maximum">Greatest in nm.</param>
public sealed record SiteDistance(int A, int B, double Mean, double StandardDeviation, double Minimum, double Maximum);
