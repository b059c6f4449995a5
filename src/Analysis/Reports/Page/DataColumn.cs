namespace LatentSim.Analysis.Reports;

/// <summary>One column of a <see cref="DataTable"/>: numbers, or text.</summary>
public sealed class DataColumn
{
    /// <summary>A column of numbers; one that is not finite is an empty cell.</summary>
    /// <param name="name">Its heading, with its unit.</param>
    /// <param name="numbers">Its cells.</param>
    public DataColumn(string name, IEnumerable<double> numbers) => (Name, Numbers) = (name, [.. numbers]);

    /// <summary>A column of text.</summary>
    /// <param name="name">Its heading.</param>
    /// <param name="texts">Its cells.</param>
    public DataColumn(string name, IEnumerable<string> texts) => (Name, Texts) = (name, [.. texts]);

    /// <summary>Its heading.</summary>
    public string Name { get; }

    /// <summary>Its cells, where it holds numbers.</summary>
    public IReadOnlyList<double>? Numbers { get; }

    /// <summary>Its cells, where it holds text.</summary>
    public IReadOnlyList<string>? Texts { get; }

    /// <summary>Cells.</summary>
    public int Count => Numbers?.Count ?? Texts!.Count;
}
