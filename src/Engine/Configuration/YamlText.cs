using LatentSim.Molecules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LatentSim.Engine.Configuration;

/// <summary>YAML as a tree, where settings are put together before they are read.</summary>
internal static class YamlText
{
    /// <summary>The mapping that a text is.</summary>
    /// <exception cref="InvalidInputException">The text is not one YAML mapping.</exception>
    public static YamlMappingNode Mapping(string input, string text) =>
        Node(input, text) as YamlMappingNode ?? throw new InvalidInputException(input, "", "expected settings, one 'name: value' a line");

    /// <summary>What a text is.</summary>
    /// <exception cref="InvalidInputException">The text is not one YAML document.</exception>
    public static YamlNode Node(string input, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new InvalidInputException(input, Position(e), e.Message);
        }

        return stream.Documents.Count switch
        {
            0 => new YamlScalarNode(""),
            1 => stream.Documents[0].RootNode,
            _ => throw new InvalidInputException(input, "", $"expected one YAML document, found {stream.Documents.Count}"),
        };
    }

    /// <summary>The text of a tree.</summary>
    public static string Write(YamlNode root)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        return writer.ToString().ReplaceLineEndings("\n").Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>Adds the settings of <paramref name="above"/> to those of <paramref name="below"/>, which they replace; sections are merged.</summary>
    public static YamlMappingNode Merge(YamlMappingNode below, YamlMappingNode above)
    {
        foreach ((YamlNode key, YamlNode value) in above.Children)
        {
            bool bothSections = below.Children.TryGetValue(key, out YamlNode? old) && old is YamlMappingNode && value is YamlMappingNode;
            below.Children[key] = bothSections ? Merge((YamlMappingNode)old!, (YamlMappingNode)value) : value;
        }

        return below;
    }

    /// <summary>Where in a text an error is.</summary>
    public static string Position(YamlException e) => $"line {e.Start.Line}, column {e.Start.Column}";
}
