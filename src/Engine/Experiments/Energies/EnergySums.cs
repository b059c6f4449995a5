using LatentSim.Analysis;

namespace LatentSim.Engine.Experiments;

/// <summary>Gathers the energy deviations of one trajectory.</summary>
internal sealed class EnergySums
{
    private const int BinsPerDecade = 20;
    private readonly double duration;
    private readonly TimeBins series;
    private readonly LinearDrift drift;
    private double sum;
    private double largest;
    private long count;
    private double? divergedAt;

    /// <summary>Of a trajectory with frames some interval apart.</summary>
    public EnergySums(double interval, double duration)
    {
        this.duration = duration;
        drift = new LinearDrift(duration);
        series = TimeBins.Logarithmic(interval, duration * (1 + 1e-9), (int)Math.Max(10, BinsPerDecade * Math.Log10(duration / interval)));
    }

    /// <summary>Whether the energy is no longer finite; nothing is then added.</summary>
    public bool HasDiverged => divergedAt is not null;

    public void Add(double time, double deviation)
    {
        if (!double.IsFinite(deviation))
            divergedAt ??= time;
        if (HasDiverged)
            return;
        drift.Add(time, deviation);
        series.Add(time, Math.Abs(deviation));
        sum += Math.Abs(deviation);
        largest = Math.Max(largest, Math.Abs(deviation));
        count++;
    }

    public EnergyDeviations Finish() => HasDiverged
        ? new EnergyDeviations(duration, double.PositiveInfinity, double.PositiveInfinity, new DriftSlope(double.NaN, double.NaN, false, 0), divergedAt, series.Bins())
        : new EnergyDeviations(duration, sum / count, largest, drift.Slope(), null, series.Bins());
}
