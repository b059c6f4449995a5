using System.Text.Json;
using System.Text.Json.Serialization;
using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>
/// <see cref="EnsembleStatistics"/> as one JSON file, so that held-out MD is compared with without being shipped. Reading is strict: every size
/// and range is checked, and a member that is not known, or not there, is refused.
/// </summary>
public static class EnsembleStatisticsFile
{
    /// <summary>Version of the format.</summary>
    public const int Version = 1;

    private const string Format = "latentsim ensemble statistics";
    private const long MaximumBytes = 64L << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    /// <summary>The JSON text.</summary>
    public static string ToJson(EnsembleStatistics statistics) => JsonSerializer.Serialize(EnsembleStatisticsDocument.From(statistics, Format, Version), Options);

    /// <summary>Writes the file.</summary>
    public static void Save(EnsembleStatistics statistics, string path) => File.WriteAllText(path, ToJson(statistics) + "\n");

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidInputException">It is not there, or not such a file, or of another version, or something in it does not fit.</exception>
    public static EnsembleStatistics Load(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaximumBytes) throw new InvalidInputException(path, "", $"the file has {length} bytes; at most {MaximumBytes} were expected");
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", error.Message);
        }
    }

    /// <summary>Reads the JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="input">What messages call it: its file's path.</param>
    /// <exception cref="InvalidInputException">It is not such a text, or of another version, or something in it does not fit.</exception>
    public static EnsembleStatistics Parse(string json, string input)
    {
        try
        {
            CheckHead(json, input);
            var document = JsonSerializer.Deserialize<EnsembleStatisticsDocument>(json, Options);
            return (document ?? throw new InvalidInputException(input, "", "expected an object")).ToStatistics(input);
        }
        catch (JsonException error)
        {
            throw new InvalidInputException(input, $"line {(error.LineNumber ?? 0) + 1}, {error.Path ?? "$"}", error.Message);
        }
    }

    private static void CheckHead(string json, string input)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
            throw new InvalidInputException(input, "format", $"expected \"{Format}\"");
        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number))
            throw new InvalidInputException(input, "version", "expected a number");
        if (number != Version) throw new InvalidInputException(input, "version", $"expected {Version}, found {number}");
    }
}
