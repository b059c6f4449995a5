using System.Diagnostics.Metrics;

namespace LatentSim.Engine.Live.Operations;

/// <summary>The figures of a run as instruments of <see cref="Meter"/>: what OpenTelemetry and dotnet-counters read.</summary>
internal sealed class RunMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "LatentSim";

    private readonly Meter meter = new(MeterName);

    /// <summary>Makes an instrument of each figure.</summary>
    public RunMetrics(LiveBoard board)
    {
        foreach (RunMetric metric in RunMetricTable.All)
            Add(metric, board);
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private void Add(RunMetric metric, LiveBoard board)
    {
        IEnumerable<Measurement<double>> Observe() => metric.Read(board).Select(value => Measured(metric, value));
        if (metric.Kind == MetricKind.Counter)
            meter.CreateObservableCounter(metric.Name, Observe, metric.Unit, metric.Help);
        else
            meter.CreateObservableGauge(metric.Name, Observe, metric.Unit, metric.Help);
    }

    private static Measurement<double> Measured(RunMetric metric, MetricValue value) =>
        metric.Label is { } label ? new(value.Value, new KeyValuePair<string, object?>(label, value.Label)) : new(value.Value);
}
