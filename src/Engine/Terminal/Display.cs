using System.Globalization;

namespace LatentSim.Engine.Terminal;

/// <summary>Things as a terminal shows them.</summary>
internal static class Display
{
    /// <summary>A path as the user would type it: relative where it lies below the present folder.</summary>
    public static string Path(string path)
    {
        string relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? System.IO.Path.GetFullPath(path) : relative;
    }

    /// <summary>A loss: four decimals, or three digits of a small one.</summary>
    public static string Loss(double loss) => Math.Abs(loss) is > 0 and < 0.01
        ? loss.ToString("0.00e+0", CultureInfo.InvariantCulture)
        : loss.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A number of things: 1 frame, 2 frames; long numbers in groups of three digits.</summary>
    public static string Count(long count, string one, string? several = null) =>
        FormattableString.Invariant($"{count:N0} {(count == 1 ? one : several ?? one + "s")}");
}
