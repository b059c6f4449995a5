using System.Net;
using System.Net.Sockets;
using System.Text;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Operations;
using LatentSim.Molecules;

namespace LatentSim.Engine.Tests.Live;

/// <summary>Metrics by OTLP, received by a stand-in for a collector.</summary>
public sealed class OtlpTests
{
    [Fact]
    public async Task EveryFigureReachesTheCollectorUnderItsName()
    {
        using var collector = new Collector(HttpStatusCode.OK);
        var run = new FakeLiveRun { Now = new LiveState { Phase = LivePhase.Running, FramesPerSecond = 3, SecondsLeft = 4, Run = new() { LastCheckpoint = DateTimeOffset.UtcNow, Slots = [new("cpu:0", 0, 1, 1, 0, null)] } } };

        await using (OtlpExport export = OtlpExport.Start(OtlpAddress.Parse(collector.Address), run))
            Assert.True(export.Flush());

        (string path, byte[] body) = collector.Received.First();
        Assert.Equal("/v1/metrics", path);
        IReadOnlyList<string> names = OtlpMessage.MetricNames(body);
        Assert.Equal(RunMetricTable.All.Select(metric => metric.Name).Order(), names.Distinct().Order());
    }

    [Fact]
    public async Task ACollectorThatTakesNothingIsSaidOnce()
    {
        using var collector = new Collector(HttpStatusCode.NotFound);
        var run = new FakeLiveRun();

        await using (OtlpExport export = OtlpExport.Start(OtlpAddress.Parse(collector.Address), run))
        {
            export.Flush();
            export.Flush();
        }

        Assert.Single(run.Log.Since(0).Lines, line => line.Text == "the collector takes no metrics: it answers 404");
    }

    [Theory]
    [InlineData("http://localhost:4318", "http://localhost:4318/v1/metrics")]
    [InlineData("http://localhost:4318/", "http://localhost:4318/v1/metrics")]
    [InlineData("https://example.org/collect", "https://example.org/collect")]
    public void AnAddressWithoutAPathGetsTheUsualOne(string text, string expected) =>
        Assert.Equal(expected, OtlpAddress.Parse(text).ToString());

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("http://c:4318", null, "http://c:4318/v1/metrics")]
    [InlineData("http://c:4318/base/", "http/protobuf", "http://c:4318/base/v1/metrics")]
    [InlineData("http://c:4317", "grpc", "http://c:4317/")]
    public void TheEnvironmentIsReadAsTheSpecificationSays(string? address, string? protocol, string? expected) =>
        Assert.Equal(expected, OtlpAddress.OfVariables(address, protocol)?.ToString());

    [Theory]
    [InlineData("localhost:4318")]
    [InlineData("collector")]
    public void OtherTextsAreRefused(string text) =>
        Assert.Contains("expected an address such as http://localhost:4318", Assert.Throws<InvalidInputException>(() => OtlpAddress.Parse(text)).Message);

    /// <summary>Finds names in an ExportMetricsServiceRequest: resource_metrics (1), scope_metrics (2), metrics (2), name (1).</summary>
    private static class OtlpMessage
    {
        public static IReadOnlyList<string> MetricNames(byte[] request) =>
            [.. Fields(request, 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)).SelectMany(metric => Fields(metric, 1)).Select(name => Encoding.UTF8.GetString(name.Span))];

        private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int wanted)
        {
            var found = new List<ReadOnlyMemory<byte>>();
            int at = 0;
            while (at < message.Length)
            {
                ulong key = Varint(message.Span, ref at);
                int length = (key & 7) switch
                {
                    0 => SkipVarint(message.Span, ref at),
                    1 => 8,
                    2 => (int)Varint(message.Span, ref at),
                    5 => 4,
                    _ => throw new InvalidDataException("no wire type"),
                };
                if ((key & 7) == 2 && (int)(key >> 3) == wanted)
                    found.Add(message.Slice(at, length));
                at += length;
            }

            return found;
        }

        private static int SkipVarint(ReadOnlySpan<byte> bytes, ref int at)
        {
            Varint(bytes, ref at);
            return 0;
        }

        private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = bytes[at++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                    return value;
            }
        }
    }

    private sealed class Collector : IDisposable
    {
        private readonly HttpListener listener = new();
        private readonly Lock changing = new();
        private readonly List<(string, byte[])> received = [];

        public Collector(HttpStatusCode answer)
        {
            Address = $"http://127.0.0.1:{FreePort()}";
            listener.Prefixes.Add(Address + "/");
            listener.Start();
            _ = Serve(answer);
        }

        public string Address { get; }

        public IReadOnlyList<(string Path, byte[] Body)> Received
        {
            get
            {
                lock (changing)
                    return [.. received];
            }
        }

        public void Dispose() => listener.Close();

        private static int FreePort()
        {
            using var socket = new TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }

        private async Task Serve(HttpStatusCode answer)
        {
            while (listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                lock (changing)
                    received.Add((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.StatusCode = (int)answer;
                context.Response.Close();
            }
        }
    }
}
