using System.Numerics;
using System.Runtime.InteropServices;

namespace LatentSim.Models.Kernels;

/// <summary>Finds values that are not finite.</summary>
internal static class FiniteCheck
{
    /// <summary>The index of the first value that is infinite or not a number, or -1.</summary>
    public static int FirstNonFinite(ReadOnlySpan<float> values) => AllFinite(values) ? -1 : Find(values);

    // x * 0 is 0 for a finite x and NaN for any other, and a sum with a NaN in it is NaN.
    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sum = Vector<float>.Zero;
        foreach (Vector<float> vector in vectors)
            sum += vector * 0f;

        float total = Vector.Sum(sum);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
            total += value * 0f;
        return total == 0f;
    }

    private static int Find(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }
}
