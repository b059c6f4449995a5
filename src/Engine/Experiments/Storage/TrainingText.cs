using LatentSim.Engine.Configuration;
using YamlDotNet.RepresentationModel;

namespace LatentSim.Engine.Experiments;

/// <summary>The settings of a configuration that a training depends on: two trainings are of the same model where these are the same.</summary>
internal static class TrainingText
{
    private static readonly string[] Common = ["integrator", "timestep", "particles", "seed"];

    /// <summary>They, as text in one order.</summary>
    /// <param name="input">What messages call the text.</param>
    /// <param name="text">The YAML text of all settings.</param>
    /// <param name="kind">The kind of integrator; the settings of others do not matter.</param>
    public static string Of(string input, string text, string kind)
    {
        YamlMappingNode root = YamlText.Mapping(input, text);
        var kept = new YamlMappingNode();
        foreach (string key in Common.Append(kind))
        {
            if (root.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value))
                kept.Add(key, Ordered(value));
        }

        return YamlText.Write(kept);
    }

    private static YamlNode Ordered(YamlNode node) => node switch
    {
        YamlMappingNode section => new YamlMappingNode(section.Children.OrderBy(child => child.Key.ToString(), StringComparer.Ordinal).SelectMany(child => new[] { child.Key, Ordered(child.Value) })),
        YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(Ordered)),
        YamlScalarNode scalar => new YamlScalarNode(scalar.Value),
        _ => node,
    };
}
