using LatentSim.Molecules;
using YamlDotNet.RepresentationModel;

namespace LatentSim.Engine.Configuration;

/// <summary>
/// Refuses settings of stages that <c>source: coarse</c> does not train, where the file itself or the command line gives them. Those that a base brings are passed over.
/// </summary>
internal static class LoneBackmapperCheck
{
    private const string None = "none";
    private static readonly string[] Sections = ["features", "encoder", "propagator", "decoder", "flow-decoder", "wgan-decoder"];

    /// <summary>Checks the settings given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="own">What the file itself says.</param>
    /// <param name="overrides">Settings of the command line, as section.key=value.</param>
    /// <exception cref="InvalidInputException">One is of a stage that is not trained.</exception>
    public static void RequireNothingElse(string path, YamlMappingNode own, IReadOnlyList<string> overrides)
    {
        foreach (string section in Sections)
        {
            bool isInFile = own.Children.TryGetValue(new YamlScalarNode(section), out YamlNode? value) && value is not YamlScalarNode { Value: None };
            if (isInFile || overrides.Any(item => item.Split('.', '=')[0].Trim() == section && !item.EndsWith($"={None}", StringComparison.Ordinal)))
                throw new InvalidInputException(path, section, "expected nothing, because source: coarse trains a backmapper alone");
        }
    }
}
