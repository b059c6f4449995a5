using LatentSim.Molecules;
using YamlDotNet.RepresentationModel;

namespace LatentSim.Engine.Configuration;

/// <summary>A setting given on the command line: section.key=value.</summary>
internal static class SettingOverride
{
    /// <summary>The setting that names another file.</summary>
    public static readonly YamlScalarNode BaseKey = new("base");

    /// <summary>Replaces a setting.</summary>
    /// <exception cref="InvalidInputException">The setting does not exist, or the value is of another type.</exception>
    public static void Apply(YamlMappingNode root, string item)
    {
        YamlMappingNode change = Parse(item);
        SettingsReader.Read($"--set {item}", "", YamlText.Write(change));
        YamlText.Merge(root, change);
    }

    private static YamlMappingNode Parse(string item)
    {
        int equals = item.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new InvalidInputException($"--set {item}", "", "expected SETTING=VALUE, such as encoder.epochs=50");

        YamlNode node = YamlText.Node($"--set {item}", item[(equals + 1)..]);
        foreach (string key in item[..equals].Split('.').Reverse())
            node = new YamlMappingNode(new YamlScalarNode(key.Trim()), node);
        return (YamlMappingNode)node;
    }
}
