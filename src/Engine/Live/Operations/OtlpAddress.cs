using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Operations;

/// <summary>Where metrics are sent to: a collector that takes OTLP. One that has no path takes it over gRPC, any other over HTTP.</summary>
internal static class OtlpAddress
{
    /// <summary>The variable of the OpenTelemetry specification that names the collector.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Path = "/v1/metrics";

    /// <summary>Reads --otlp. An address without a path gets the one of the specification, v1/metrics.</summary>
    /// <exception cref="InvalidInputException">It is not the address of a web server.</exception>
    public static Uri Parse(string text)
    {
        Uri address = Read("--otlp", text);
        return IsGrpc(address) ? new Uri(address, Path) : address;
    }

    /// <summary>What the environment says; null where it says nothing.</summary>
    /// <exception cref="InvalidInputException">It is not the address of a web server.</exception>
    public static Uri? OfEnvironment() => OfVariables(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable(ProtocolVariable));

    /// <summary>What two variables say: the base of the collector's address, and its protocol, which is HTTP unless told.</summary>
    public static Uri? OfVariables(string? text, string? protocol)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        Uri address = Read(Variable, text);
        return protocol == "grpc" ? new Uri(address, "/") : new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + Path);
    }

    /// <summary>Whether the collector takes gRPC.</summary>
    public static bool IsGrpc(Uri address) => address.AbsolutePath == "/";

    private static Uri Read(string source, string text)
    {
        bool isAddress = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";
        return isAddress ? address! : throw new InvalidInputException(source, "", $"expected an address such as http://localhost:4318, found '{text}'");
    }
}
