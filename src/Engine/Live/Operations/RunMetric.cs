namespace LatentSim.Engine.Live.Operations;

/// <summary>What a figure does.</summary>
internal enum MetricKind
{
    /// <summary>It only grows.</summary>
    Counter,

    /// <summary>It goes up and down.</summary>
    Gauge,
}

/// <summary>A figure of a run at one place.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Label">The value of the metric's label; null where it has none.</param>
internal readonly record struct MetricValue(double Value, string? Label = null);

/// <summary>A figure that is told to those who watch over runs.</summary>
/// <param name="Name">Its name in OpenTelemetry.</param>
/// <param name="Prometheus">Its name in Prometheus.</param>
/// <param name="Unit">Its unit, as UCUM has it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Help">What it is, a line.</param>
/// <param name="Label">The name of the label that tells its values apart; null where it has one value.</param>
/// <param name="Read">Reads it.</param>
internal sealed record RunMetric(string Name, string Prometheus, string Unit, MetricKind Kind, string Help, string? Label, Func<LiveBoard, IEnumerable<MetricValue>> Read);
