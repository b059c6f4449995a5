using LatentSim.Models.Kernels;

namespace LatentSim.Models.Training;

/// <summary>A matrix [row, column] in tiles of six rows, [tile, column, 6], so that a product reads it in order. The last tile is padded with zeros.</summary>
internal sealed unsafe class PackedMatrix
{
    private readonly AlignedBuffer packed;

    /// <summary>A matrix of zeros.</summary>
    public PackedMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        packed = new AlignedBuffer(checked(FramePanel.Tiled(rows) * columns));
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>[tile, column, 6]; valid while this object is reachable.</summary>
    public float* Pointer => packed.Pointer;

    /// <summary>Packs [row, column].</summary>
    public void Set(ReadOnlySpan<float> matrix)
    {
        Span<float> target = packed.Span;
        for (int row = 0; row < Rows; row++)
        {
            int start = (row / FramePanel.Tile * Columns * FramePanel.Tile) + (row % FramePanel.Tile);
            ReadOnlySpan<float> source = matrix.Slice(row * Columns, Columns);
            for (int column = 0; column < source.Length; column++)
                target[start + (column * FramePanel.Tile)] = source[column];
        }
    }

    /// <summary>Packs the transpose of [column, row].</summary>
    public void SetTransposed(ReadOnlySpan<float> matrix)
    {
        Span<float> target = packed.Span;
        for (int row = 0; row < Rows; row++)
        {
            int start = (row / FramePanel.Tile * Columns * FramePanel.Tile) + (row % FramePanel.Tile);
            for (int column = 0; column < Columns; column++)
                target[start + (column * FramePanel.Tile)] = matrix[(column * Rows) + row];
        }
    }
}
