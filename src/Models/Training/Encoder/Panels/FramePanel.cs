namespace LatentSim.Models.Training;

/// <summary>
/// The layout of training data: sixteen frames side by side, [unit, 16 frames], so that a vector holds one unit of eight frames and layers of any width waste
/// no lanes. Six units are computed together, which with two vectors each fills the registers.
/// </summary>
internal static class FramePanel
{
    /// <summary>Frames side by side.</summary>
    public const int Frames = 16;

    /// <summary>Floats of a vector.</summary>
    public const int Lanes = 8;

    /// <summary>Units computed together.</summary>
    public const int Tile = 6;

    /// <summary>Panels that hold so many frames.</summary>
    public static int Count(int frames) => (frames + Frames - 1) / Frames;

    /// <summary>Units rounded up to whole tiles.</summary>
    public static int Tiled(int units) => (units + Tile - 1) / Tile * Tile;

    /// <summary>The length of a row of units, rounded up to whole cache lines.</summary>
    public static int RowStride(int units) => (units + Frames - 1) / Frames * Frames;
}
