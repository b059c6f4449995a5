using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Molecules;

/// <summary>The rounding of an XTC file, without the file.</summary>
public static class XtcPrecision
{
    // As the reader computes it: a cell of the grid in nm.
    private const float Cell = (float)(1.0 / XtcWriter.DefaultPrecision);

    // Beyond it a file cannot hold a coordinate.
    private const float LargestCoordinate = int.MaxValue - 2;

    /// <summary>
    /// Changes the positions of a frame to those that are read from a file of <see cref="XtcWriter.DefaultPrecision"/> which it was written to, bit for bit. A system of
    /// up to nine atoms is not rounded by the format, nor are coordinates that it cannot hold.
    /// </summary>
    /// <param name="frame">[atom, 3], nm.</param>
    public static void Round(Span<float> frame)
    {
        if (frame.Length <= 3 * XtcFormat.LargestPlainSystem)
            return;
        Span<Vector128<float>> vectors = MemoryMarshal.Cast<float, Vector128<float>>(frame);
        foreach (ref Vector128<float> vector in vectors)
            vector = Round(vector);
        foreach (ref float value in frame[(vectors.Length * Vector128<float>.Count)..])
            value = Round(Vector128.CreateScalar(value)).ToScalar();
    }

    private static Vector128<float> Round(Vector128<float> values)
    {
        Vector128<float> scaled = values * XtcWriter.DefaultPrecision;
        Vector128<int> cells = Vector128.ConvertToInt32Native(scaled + Vector128.CopySign(Vector128.Create(0.5f), scaled));
        Vector128<float> rounded = Vector128.ConvertToSingle(cells) * Cell;
        return Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Abs(scaled), Vector128.Create(LargestCoordinate)), rounded, values);
    }
}
