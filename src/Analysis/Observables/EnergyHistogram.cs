namespace LatentSim.Analysis;

/// <summary>
/// Counts of energies in bins that are narrow near an energy that is typical, 1/32 kJ/mol, and grow in proportion to the distance from it, to 3 % of that:
/// quantiles are good for a small molecule and for a large one, and a clash of 10^9 kJ/mol has its place. Counts do not depend on the order of what is counted.
/// </summary>
/// <param name="origin">The typical energy, kJ/mol; finite.</param>
internal sealed class EnergyHistogram(double origin)
{
    /// <summary>The number of bins.</summary>
    internal const int Bins = 2 * HalfBins;

    private const int HalfBins = 704;
    private const double BinsPerUnit = 32;
    private readonly long[] _counts = new long[Bins];

    /// <summary>The counts, to save and to restore.</summary>
    internal Span<long> Counts => _counts;

    /// <summary>Counts an energy; what lies beyond the last bin counts there.</summary>
    internal void Add(double energy) => _counts[(int)Math.Clamp(Math.Floor(Math.Asinh(energy - origin) * BinsPerUnit) + HalfBins, 0, Bins - 1)]++;

    /// <summary>The energy, kJ/mol, that a share of all that was counted lies below, straight within a bin; null without counts.</summary>
    internal double? Quantile(double share)
    {
        long total = 0;
        foreach (var count in _counts) total += count;
        if (total == 0) return null;
        var wanted = share * total;
        var below = 0L;
        var bin = 0;
        while (bin < Bins - 1 && below + _counts[bin] < wanted) below += _counts[bin++];
        var part = _counts[bin] == 0 ? 0 : (wanted - below) / _counts[bin];
        return Edge(bin) + (part * (Edge(bin + 1) - Edge(bin)));
    }

    private double Edge(int bin) => origin + Math.Sinh((bin - HalfBins) / BinsPerUnit);
}
