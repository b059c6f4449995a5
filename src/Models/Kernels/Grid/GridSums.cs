namespace LatentSim.Models.Kernels.Grid;

/// <summary>
/// What convolutions add up, on a grid of n^3 points: [panel, x, y, z, 16], where a panel is 16 channels. Rows along z are rounded up to whole tiles of six
/// points; what is rounded up holds numbers without meaning that are never read, and channels that are not there hold zeros.
/// </summary>
internal sealed unsafe class GridSums
{
    /// <summary>Channels per panel.</summary>
    public const int Panel = 16;

    /// <summary>Points that are summed together.</summary>
    public const int Tile = 6;

    private readonly AlignedBuffer values;

    /// <summary>Makes sums for at most so many channels.</summary>
    public GridSums(int points, int channels)
    {
        Points = points;
        RowLength = RowLengthOf(points) * Panel;
        values = new AlignedBuffer(checked(PanelsOf(channels) * points * points * RowLength));
    }

    /// <summary>Points along an edge, n.</summary>
    public int Points { get; }

    /// <summary>Floats in a row along z of a panel, what is rounded up included.</summary>
    public int RowLength { get; }

    /// <summary>The panels that hold so many channels.</summary>
    public static int PanelsOf(int channels) => (channels + Panel - 1) / Panel;

    /// <summary>Points of a row, rounded up to whole tiles.</summary>
    public static int RowLengthOf(int points) => (points + Tile - 1) / Tile * Tile;

    /// <summary>The sums of a panel along z, [z, 16].</summary>
    public float* Row(int panel, int x, int y) => values.Pointer + (((((nint)panel * Points) + x) * Points) + y) * RowLength;
}
