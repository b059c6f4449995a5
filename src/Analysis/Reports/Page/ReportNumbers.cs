using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LatentSim.Analysis.Reports;

/// <summary>
/// Every number of a report as one JSON object: { title, tables: [ { name, title, columns: [ { name, values } ] } ] }. Numbers have nine significant
/// digits; one that is not finite is null. The page holds each number once, here, and its script makes the CSV files from it.
/// </summary>
internal sealed class ReportNumbers
{
    private readonly List<(string Name, DataTable Table)> _tables = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Keeps a table and returns its name: its section and its title in plain letters, unlike any other.</summary>
    internal string Add(DataTable table, string section)
    {
        var plain = PlainName.Of(section.Length == 0 || section == table.Title ? table.Title : $"{section} {table.Title}");
        var name = plain;
        for (var copy = 2; !_names.Add(name); copy++) name = $"{plain}-{copy}";
        _tables.Add((name, table));
        return name;
    }

    /// <summary>The object, safe between script tags: &lt;, &gt; and &amp; are escaped.</summary>
    internal string ToJson(string title)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteStartArray("tables");
            foreach (var (name, table) in _tables) Write(json, name, table);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, DataTable table)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("title", table.Title);
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteStartArray("values");
            foreach (var text in column.Texts ?? []) json.WriteStringValue(text);
            foreach (var number in column.Numbers ?? []) WriteNumber(json, number);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number)) json.WriteRawValue(number.ToString("G9", CultureInfo.InvariantCulture));
        else json.WriteNullValue();
    }
}
