namespace LatentSim.Analysis.Reports;

/// <summary>Numbers on the rectangles of a plane.</summary>
public sealed class PlaneGrid
{
    private readonly double[] _values;

    /// <summary>A grid.</summary>
    /// <param name="columns">Rectangles along the horizontal axis.</param>
    /// <param name="rows">Rectangles along the vertical axis.</param>
    /// <param name="values">columns x rows: entry column * rows + row. One that is not finite leaves its rectangle empty.</param>
    /// <exception cref="ArgumentException">The number of values is not columns x rows, or there are none.</exception>
    public PlaneGrid(int columns, int rows, ReadOnlySpan<double> values)
    {
        if (columns < 1 || rows < 1 || values.Length != columns * rows) throw new ArgumentException($"Expected {columns} x {rows} values, got {values.Length}.", nameof(values));
        (Columns, Rows, _values) = (columns, rows, values.ToArray());
    }

    /// <summary>Rectangles along the horizontal axis.</summary>
    public int Columns { get; }

    /// <summary>Rectangles along the vertical axis.</summary>
    public int Rows { get; }

    /// <summary>The number of a rectangle.</summary>
    public double this[int column, int row] => _values[column * Rows + row];

    /// <summary>The differences to another grid; empty where one of the two is.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public PlaneGrid Minus(PlaneGrid other)
    {
        if (other.Columns != Columns || other.Rows != Rows) throw new ArgumentException($"Expected {Columns} x {Rows} values, got {other.Columns} x {other.Rows}.", nameof(other));
        var difference = new double[_values.Length];
        for (var i = 0; i < difference.Length; i++) difference[i] = double.IsFinite(_values[i]) && double.IsFinite(other._values[i]) ? _values[i] - other._values[i] : double.NaN;
        return new PlaneGrid(Columns, Rows, difference);
    }

    /// <summary>The greatest of the numbers that are finite, or zero where none is: for a colour scale that several grids share.</summary>
    public double Greatest() => _values.Where(double.IsFinite).DefaultIfEmpty(0).Max();
}
