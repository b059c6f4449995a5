namespace LatentSim.Analysis;

/// <summary>Mean, standard deviation and least of a stream of lengths (Welford, Technometrics 4, 419 (1962)).</summary>
internal sealed class LengthMoments
{
    private long _count;
    private double _squares;

    internal double Mean { get; private set; }

    internal double Minimum { get; private set; } = double.PositiveInfinity;

    internal double StandardDeviation => _count > 0 ? Math.Sqrt(_squares / _count) : 0;

    internal static LengthMoments[] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => new LengthMoments())];

    internal void Add(double length)
    {
        _count++;
        var difference = length - Mean;
        Mean += difference / _count;
        _squares += difference * (length - Mean);
        Minimum = Math.Min(Minimum, length);
    }
}
