using LatentSim.Molecules;
using YamlDotNet.RepresentationModel;

namespace LatentSim.Engine.Configuration;

/// <summary>A system's YAML file as read: the settings, the text they came from and the folder that its paths are relative to.</summary>
public sealed class ConfigurationFile
{
    private const int LargestBytes = 1 << 20;
    private const int LongestChain = 8;

    private ConfigurationFile(string path, string text, SystemConfiguration settings)
    {
        FilePath = path;
        Text = text;
        Settings = settings;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The YAML text of all settings given: those of the base and the overrides included.</summary>
    public string Text { get; }

    /// <summary>The settings, checked.</summary>
    public SystemConfiguration Settings { get; }

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Settings that replace the file's, as section.key=value in YAML.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, has an unknown setting, or a value does not fit.</exception>
    public static ConfigurationFile Load(string path, IReadOnlyList<string>? overrides = null)
    {
        YamlMappingNode root = ReadWithBases(path, LongestChain, out string text);
        bool isChanged = root.Children.ContainsKey(SettingOverride.BaseKey) || overrides is { Count: > 0 };
        foreach (string item in overrides ?? [])
            SettingOverride.Apply(root, item);
        root.Children.Remove(SettingOverride.BaseKey);
        if (isChanged)
            text = YamlText.Write(root);

        SystemConfiguration settings = SettingsReader.Read(path, text);
        settings.Validate(path);
        if (settings.IsCoarse)
            LoneBackmapperCheck.RequireNothingElse(path, YamlText.Mapping(path, ReadText(path)), overrides ?? []);
        return new ConfigurationFile(path, text, settings);
    }

    /// <summary>Resolves paths and patterns of the file against the folder of the data, the matches of a pattern in the order of their names.</summary>
    /// <exception cref="InvalidInputException">Nothing is there.</exception>
    public IReadOnlyList<string> Resolve(string setting, IEnumerable<string> patterns)
    {
        string folder = Path.GetFullPath(Settings.Data.Folder, Path.GetDirectoryName(Path.GetFullPath(FilePath))!);
        return [.. patterns.SelectMany(pattern => Expand(setting, Path.GetFullPath(pattern, folder)))];
    }

    private string[] Expand(string setting, string path)
    {
        string name = Path.GetFileName(path);
        if (name.AsSpan().IndexOfAny('*', '?') < 0)
            return File.Exists(path) ? [path] : throw new InvalidInputException(FilePath, setting, $"there is no file {path}");

        string folder = Path.GetDirectoryName(path)!;
        string[] matches = Directory.Exists(folder) ? Directory.GetFiles(folder, name) : [];
        Array.Sort(matches, StringComparer.Ordinal);
        return matches.Length > 0 ? matches : throw new InvalidInputException(FilePath, setting, $"nothing matches {path}");
    }

    private static YamlMappingNode ReadWithBases(string path, int chain, out string text)
    {
        text = ReadText(path);
        YamlMappingNode root = YamlText.Mapping(path, text);
        SystemConfiguration own = SettingsReader.Read(path, text);
        if (own.Base.Length == 0)
            return root;
        if (chain == 0)
            throw new InvalidInputException(path, "base", $"expected at most {LongestChain} files that are based on each other");
        if (Path.GetFileName(own.Base) != own.Base)
            throw new InvalidInputException(path, "base", $"expected the name of a file in the same folder, found {own.Base}");

        string basePath = Path.Combine(Path.GetDirectoryName(path) ?? "", own.Base);
        return YamlText.Merge(ReadWithBases(basePath, chain - 1, out _), root);
    }

    private static string ReadText(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InvalidInputException(path, "", "there is no such file; expected a YAML configuration, such as config/adp.yaml");
        if (file.Length > LargestBytes)
            throw new InvalidInputException(path, "", $"has {file.Length} bytes; expected a YAML configuration of at most {LargestBytes}");
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", $"cannot be read: {e.Message}");
        }
    }
}
