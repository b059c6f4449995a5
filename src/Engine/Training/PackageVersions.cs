using System.Reflection;

namespace LatentSim.Engine.Training;

/// <summary>Versions of what trains a model, for its provenance.</summary>
internal static class PackageVersions
{
    private static readonly string[] Names = ["TorchSharp", "MessagePack", "YamlDotNet"];

    /// <summary>The version of this program.</summary>
    public static string Program => Of(typeof(PackageVersions).Assembly);

    /// <summary>By name.</summary>
    public static Dictionary<string, string> All()
    {
        Dictionary<string, string> versions = Names.ToDictionary(name => name, name => Of(Assembly.Load(name)));
        versions[".NET"] = Environment.Version.ToString();
        return versions;
    }

    private static string Of(Assembly assembly)
    {
        string? version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? assembly.GetName().Version?.ToString() ?? "unknown";
    }
}
