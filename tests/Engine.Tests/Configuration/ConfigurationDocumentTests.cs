using System.Collections;
using System.Globalization;
using System.Reflection;
using LatentSim.Engine.Configuration;

namespace Engine.Tests;

/// <summary>docs/configuration.md against the settings themselves.</summary>
public sealed class ConfigurationDocumentTests
{
    private static readonly string[] Required = ["name", "data.topology", "lag", "coarse"];

    public static TheoryData<string, string> Settings()
    {
        var settings = new TheoryData<string, string>();
        foreach ((string name, object? value) in Leaves("", new SystemConfiguration()))
            settings.Add(name, Required.Contains(name) ? "required" : Text(value));
        return settings;
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void EverySettingIsDescribedWithItsDefault(string name, string expected)
    {
        string row = Assert.Single(Rows(), row => row[0].Split(", ").Contains($"`{name}`"))[1];

        Assert.Equal(expected, row);
    }

    [Fact]
    public void NoSettingIsDescribedThatDoesNotExist()
    {
        string[] known = [.. Leaves("", new SystemConfiguration()).Select(leaf => $"`{leaf.Name}`")];

        Assert.Empty(Rows().SelectMany(row => row[0].Split(", ")).Except(known));
    }

    private static IEnumerable<string[]> Rows() => File.ReadLines(RepositoryRoot.File("docs", "configuration.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static IEnumerable<(string Name, object? Value)> Leaves(string prefix, object section)
    {
        foreach (PropertyInfo property in section.GetType().GetProperties())
        {
            string name = prefix + SettingNames.Of(property);
            object? value = property.GetValue(section);
            bool isSection = property.PropertyType.Assembly == typeof(SystemConfiguration).Assembly;
            foreach (var leaf in isSection ? Leaves($"{name}.", value!) : [(name, value)])
                yield return leaf;
        }
    }

    private static string Text(object? value) => value switch
    {
        null or "" => "none",
        bool flag => flag ? "true" : "false",
        string word => word,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>())}]",
        double number => number.ToString("0.#######", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
