namespace LatentSim.Analysis.Reports;

/// <summary>The numbers behind a picture or a table, as they are downloaded. What draws a picture makes its table from the same arrays.</summary>
public sealed class DataTable
{
    /// <summary>A table of columns of one length.</summary>
    /// <param name="title">What it holds; its file's name is made from it.</param>
    /// <param name="columns">Its columns.</param>
    /// <exception cref="ArgumentException">The columns are not of one length.</exception>
    public DataTable(string title, params IReadOnlyList<DataColumn> columns)
    {
        if (columns.Select(column => column.Count).Distinct().Count() > 1) throw new ArgumentException($"The columns of \"{title}\" differ in length.", nameof(columns));
        (Title, Columns) = (title, columns);
    }

    /// <summary>What it holds.</summary>
    public string Title { get; }

    /// <summary>Its columns.</summary>
    public IReadOnlyList<DataColumn> Columns { get; }
}
