namespace LatentSim.Engine.Live;

/// <summary>How a file of rows is laid out.</summary>
/// <param name="HeaderBytes">Bytes before the first row.</param>
/// <param name="ElementBytes">4 for float32, 8 for float64.</param>
/// <param name="Columns">Numbers of a row.</param>
internal readonly record struct RowLayout(int HeaderBytes, int ElementBytes, int Columns)
{
    /// <summary>Bytes of a row.</summary>
    public int RowBytes => ElementBytes * Columns;
}
