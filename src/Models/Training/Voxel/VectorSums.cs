using System.Numerics;
using System.Runtime.InteropServices;

namespace LatentSim.Models.Training;

/// <summary>The two loops that fitting a mixture spends its time in.</summary>
internal static class VectorSums
{
    /// <summary>The sum of products of the elements of two spans of one length.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> first = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> second = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < first.Length; i++)
            sums += first[i] * second[i];

        double sum = Vector.Sum(sums);
        for (int i = first.Length * Vector<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>sum += scale x.</summary>
    public static void AddScaled(double scale, ReadOnlySpan<double> x, Span<double> sum)
    {
        ReadOnlySpan<Vector<double>> from = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(sum);
        for (int i = 0; i < from.Length; i++)
            to[i] += scale * from[i];
        for (int i = from.Length * Vector<double>.Count; i < x.Length; i++)
            sum[i] += scale * x[i];
    }
}
