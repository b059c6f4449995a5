using LatentSim.Analysis;

namespace LatentSim.Engine.Experiments;

/// <summary>Gathers the position errors of one trajectory.</summary>
internal sealed class PositionErrorSums(double duration)
{
    private const int Bins = 100;
    private const double End = 0.9;
    private readonly TimeBins series = TimeBins.Even(duration, Bins);
    private double sum;
    private double largest;
    private long count;
    private double endSum;
    private long endCount;
    private double? divergedAt;

    /// <summary>Whether the trajectory is no longer finite; nothing is then added.</summary>
    public bool HasDiverged => divergedAt is not null;

    public void Add(double time, double error)
    {
        if (!double.IsFinite(error))
            divergedAt ??= time;
        if (HasDiverged)
            return;
        series.Add(time, error);
        sum += error;
        largest = Math.Max(largest, error);
        count++;
        if (time <= End * duration)
            return;
        endSum += error;
        endCount++;
    }

    public PositionErrors Finish() => HasDiverged
        ? new PositionErrors(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, divergedAt, series.Bins())
        : new PositionErrors(sum / count, largest, endSum / endCount, null, series.Bins());
}
