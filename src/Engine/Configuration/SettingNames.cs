using System.Reflection;
using YamlDotNet.Serialization.NamingConventions;

namespace LatentSim.Engine.Configuration;

/// <summary>The names that settings have in YAML, for messages about those that do not exist.</summary>
internal static class SettingNames
{
    /// <summary>The YAML names of a settings type's properties.</summary>
    public static string[] Of(string typeName)
    {
        Type? type = typeof(SettingNames).Assembly.GetType(typeName);
        return type is null ? [] : [.. type.GetProperties().Select(Of)];
    }

    /// <summary>The YAML name of a property.</summary>
    public static string Of(PropertyInfo property) => HyphenatedNamingConvention.Instance.Apply(property.Name);

    /// <summary>The known name within two edits of <paramref name="name"/>, or null.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) =>
        known.Select(candidate => (candidate, distance: Edits(name, candidate)))
            .Where(pair => pair.distance <= 2)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
