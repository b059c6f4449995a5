namespace LatentSim.Analysis;

/// <summary>Mean, standard deviation, least and greatest of a stream of numbers (Welford, Technometrics 4, 419 (1962)).</summary>
internal sealed class LengthMoments
{
    private long _count;
    private double _squares;

    internal double Mean { get; private set; }

    internal double Minimum { get; private set; } = double.PositiveInfinity;

    internal double Maximum { get; private set; } = double.NegativeInfinity;

    internal double StandardDeviation => _count > 0 ? Math.Sqrt(_squares / _count) : 0;

    internal static LengthMoments[] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => new LengthMoments())];

    internal void Add(double length)
    {
        _count++;
        var difference = length - Mean;
        Mean += difference / _count;
        _squares += difference * (length - Mean);
        Minimum = Math.Min(Minimum, length);
        Maximum = Math.Max(Maximum, length);
    }

    /// <summary>Adds another stream (Chan, Golub and LeVeque, COMPSTAT 1982).</summary>
    internal void Add(LengthMoments other)
    {
        if (other._count == 0) return;
        var difference = other.Mean - Mean;
        var count = _count + other._count;
        _squares += other._squares + difference * difference * _count * other._count / count;
        Mean += difference * other._count / count;
        _count = count;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
    }
}
