namespace LatentSim.Models.Kernels.Grid;

/// <summary>
/// Features on a grid of n^3 points as convolutions read them: [x, y, z, channel], with a margin of zeros before z = 0 and after z = n - 1. Rows along z are
/// rounded up to whole tiles of six points and then to whole vectors, and what is rounded up is zero too.
/// </summary>
internal sealed unsafe class GridFeatures
{
    private const int Vector = 8;
    private readonly AlignedBuffer values;

    /// <summary>Makes a grid of zeros.</summary>
    public GridFeatures(int points, int channels)
    {
        Points = points;
        Channels = channels;
        int row = (GridSums.RowLengthOf(points) + 2) * channels;
        RowLength = (row + Vector - 1) / Vector * Vector;
        values = new AlignedBuffer(checked(points * points * RowLength));
    }

    /// <summary>Points along an edge, n.</summary>
    public int Points { get; }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>Floats in a row along z, margins included.</summary>
    public int RowLength { get; }

    /// <summary>The margin point before z = 0 of a row.</summary>
    public float* Margin(int x, int y) => values.Pointer + ((((nint)x * Points) + y) * RowLength);

    /// <summary>The channels of a row's points, [z, channel].</summary>
    public Span<float> Row(int x, int y) => new(Margin(x, y) + Channels, Points * Channels);
}
