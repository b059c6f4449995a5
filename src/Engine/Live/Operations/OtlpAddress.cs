using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Operations;

/// <summary>Where metrics are sent to: a collector that takes OTLP over HTTP.</summary>
internal static class OtlpAddress
{
    /// <summary>The variable of the OpenTelemetry specification.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Path = "v1/metrics";

    /// <summary>Reads --otlp. An address without a path gets the one of the specification, v1/metrics.</summary>
    /// <exception cref="InvalidInputException">It is not the address of a web server.</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new InvalidInputException("--otlp", "", $"expected an address such as http://localhost:4318, found '{text}'");
        return address.AbsolutePath == "/" ? new Uri(address, Path) : address;
    }

    /// <summary>What the environment says; null where it says nothing.</summary>
    /// <exception cref="InvalidInputException">It is not the address of a web server.</exception>
    public static Uri? OfEnvironment()
    {
        string? text = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(text) ? null : Parse(text);
    }
}
