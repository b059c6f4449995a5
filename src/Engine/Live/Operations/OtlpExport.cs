using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace LatentSim.Engine.Live.Operations;

/// <summary>Sends the figures of a run to an OpenTelemetry collector, every ten seconds and at the end.</summary>
internal sealed class OtlpExport : IAsyncDisposable
{
    private const int Seconds = 10;
    private const int PatienceMilliseconds = 3000;
    private readonly RunMetrics metrics;
    private readonly MeterProvider provider;

    private OtlpExport(Uri collector, ILiveRun run)
    {
        metrics = new RunMetrics(new LiveBoard(run));
        provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Described(run.Scene))
            .AddMeter(RunMetrics.MeterName)
            .AddOtlpExporter((exporter, reader) => Configure(exporter, reader, collector, run.Log))
            .Build();
    }

    /// <summary>Begins to send, and says so in the log.</summary>
    public static OtlpExport Start(Uri collector, ILiveRun run)
    {
        var export = new OtlpExport(collector, run);
        run.Log.Information("server", $"metrics go to {collector}");
        return export;
    }

    /// <summary>Sends the figures as they are now.</summary>
    /// <returns>Whether they arrived.</returns>
    public bool Flush() => provider.ForceFlush(PatienceMilliseconds);

    /// <summary>Sends the last figures.</summary>
    public ValueTask DisposeAsync()
    {
        provider.Shutdown(PatienceMilliseconds);
        provider.Dispose();
        metrics.Dispose();
        return ValueTask.CompletedTask;
    }

    // What the environment says of the service comes last and so counts.
    private static ResourceBuilder Described(LiveScene scene) => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddService("latentsim", serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
        .AddAttributes([new("latentsim.run", Path.GetFileName(Path.TrimEndingDirectorySeparator(scene.Directory))), new("latentsim.model", scene.Name)])
        .AddEnvironmentVariableDetector();

    private static void Configure(OtlpExporterOptions exporter, MetricReaderOptions reader, Uri collector, LiveLog log)
    {
        exporter.Endpoint = collector;
        exporter.TimeoutMilliseconds = PatienceMilliseconds;
        exporter.Protocol = OtlpAddress.IsGrpc(collector) ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (exporter.Protocol == OtlpExportProtocol.HttpProtobuf)
            exporter.HttpClientFactory = () => new HttpClient(new OtlpWatch(log)) { Timeout = TimeSpan.FromMilliseconds(PatienceMilliseconds) };
        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds ??= Seconds * 1000;
    }
}
