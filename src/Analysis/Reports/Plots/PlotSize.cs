namespace LatentSim.Analysis.Reports;

/// <summary>Size of the rectangle that data are drawn in, in the picture's units: a letter is about 7 wide.</summary>
/// <param name="Width">Along the horizontal axis.</param>
/// <param name="Height">Along the vertical axis.</param>
public readonly record struct PlotSize(double Width, double Height)
{
    /// <summary>Two beside each other on a laptop.</summary>
    public static PlotSize Standard => new(370, 220);

    /// <summary>Three or four beside each other: panels.</summary>
    public static PlotSize Small => new(210, 165);

    /// <summary>All across: traces over time.</summary>
    public static PlotSize Wide => new(800, 200);

    /// <summary>A plane.</summary>
    public static PlotSize Square => new(250, 250);
}
