using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>Writes a command's figures as JSON.</summary>
internal static class CommandOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions Strict = new(Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Writes figures to the file of --json; does nothing without one.</summary>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void WriteJson(string? path, object figures)
    {
        if (path is not null)
            WriteText(path, JsonSerializer.Serialize(figures, figures.GetType(), Options) + "\n");
    }

    /// <summary>Figures by their names in JSON.</summary>
    public static IReadOnlyDictionary<string, object?> Figures(object figures) => JsonSerializer.SerializeToElement(figures, figures.GetType(), Options)
        .EnumerateObject().ToDictionary(figure => figure.Name, figure => (object?)figure.Value);

    /// <summary>Figures that were written.</summary>
    public static T? ReadJson<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options);

    /// <summary>Figures that were written, of a type known at run time; none may be missing.</summary>
    public static object? ReadJson(string path, Type type) => JsonSerializer.Deserialize(File.ReadAllText(path), type, Strict);

    /// <summary>Writes a file as a whole.</summary>
    /// <exception cref="InvalidInputException">It cannot be written.</exception>
    public static void WriteText(string path, string text)
    {
        RequireFolder(path);
        try
        {
            string temporary = path + ".tmp";
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", $"cannot be written: {e.Message}");
        }
    }

    /// <summary>Checks early that a file that will be written can be: its folder is there, and it is no folder itself.</summary>
    /// <exception cref="InvalidInputException">It cannot.</exception>
    public static void RequireFolder(string? path)
    {
        if (path is null)
            return;
        if (Directory.Exists(path))
            throw new InvalidInputException(path, "", "is a directory; expected the name of a file to write");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new InvalidInputException(path, "", $"cannot be written: there is no folder {folder}");
    }
}
