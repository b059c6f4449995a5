using System.Reflection;
using System.Text.RegularExpressions;
using LatentSim.Molecules;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace LatentSim.Engine.Configuration;

/// <summary>Turns YAML into settings, and what YamlDotNet says of a mistake into a line that helps.</summary>
internal static partial class SettingsReader
{
    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="InvalidInputException">A setting does not exist or is given twice, or a value is of another type.</exception>
    public static SystemConfiguration Read(string path, string text) => Read(path, null, text);

    /// <summary>Reads a text.</summary>
    /// <param name="input">What messages call it.</param>
    /// <param name="position">Where messages say that a mistake is; null for its line and column.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidInputException">A setting does not exist or is given twice, or a value is of another type.</exception>
    public static SystemConfiguration Read(string input, string? position, string text)
    {
        IDeserializer deserializer = new DeserializerBuilder()
            .WithNamingConvention(HyphenatedNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build();
        try
        {
            SystemConfiguration settings = deserializer.Deserialize<SystemConfiguration?>(text) ?? throw new InvalidInputException(input, "", "is empty; expected settings");
            RequireValues(input, "", settings);
            return settings;
        }
        catch (YamlException e)
        {
            throw new InvalidInputException(input, position ?? YamlText.Position(e), Explain(e));
        }
    }

    // YAML reads "encoder:" with nothing behind it as null.
    private static void RequireValues(string input, string prefix, object section)
    {
        foreach (PropertyInfo property in section.GetType().GetProperties())
        {
            string name = prefix + SettingNames.Of(property);
            object? value = property.GetValue(section);
            bool isMissing = value is null ? Nullable.GetUnderlyingType(property.PropertyType) is null : value is List<string?> words && words.Contains(null);
            if (isMissing)
                throw new InvalidInputException(input, name, "expected a value, found nothing");
            if (value is not null && property.PropertyType.Assembly == section.GetType().Assembly)
                RequireValues(input, $"{name}.", value);
        }
    }

    private static string Explain(YamlException e)
    {
        Match unknown = UnknownProperty().Match(e.Message);
        if (!unknown.Success)
            return e.InnerException is null ? "the value is of another type" : $"the value is of another type: {e.InnerException.Message}";

        string name = unknown.Groups["name"].Value;
        string[] known = SettingNames.Of(unknown.Groups["type"].Value);
        string? near = SettingNames.Nearest(name, known);
        return near is null ? $"unknown setting '{name}'; expected one of {string.Join(", ", known)}" : $"unknown setting '{name}'; did you mean '{near}'?";
    }

    [GeneratedRegex("Property '(?<name>[^']*)' not found on type '(?<type>[^']*)'")]
    private static partial Regex UnknownProperty();
}
