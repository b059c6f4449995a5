using System.Globalization;
using System.Text;

namespace LatentSim.Engine.Live.Operations;

/// <summary>The figures of a run in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes them as they are now.</summary>
    public static string Write(LiveBoard board)
    {
        var text = new StringBuilder();
        foreach (RunMetric metric in RunMetricTable.All)
        {
            text.Append("# HELP ").Append(metric.Prometheus).Append(' ').Append(metric.Help).Append('\n');
            text.Append("# TYPE ").Append(metric.Prometheus).Append(' ').Append(metric.Kind == MetricKind.Counter ? "counter" : "gauge").Append('\n');
            foreach (MetricValue value in metric.Read(board))
                Write(text, metric, value);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, RunMetric metric, MetricValue value)
    {
        text.Append(metric.Prometheus);
        if (value.Label is { } label)
            text.Append('{').Append(metric.Label).Append("=\"").Append(Escaped(label)).Append("\"}");
        text.Append(' ').Append(value.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escaped(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
