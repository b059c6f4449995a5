using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;

namespace LatentSim.Models.Flow;

/// <summary>
/// A monotonic rational-quadratic spline of an interval onto itself (Gregory and Delbourgo 1982; Durkan et al. 2019, "Neural spline flows", eqs. 4 to 8;
/// on the circle, Rezende et al. 2020). Only the bin that is needed is computed; <see cref="InverseSplines"/> inverts. Raw parameters are those of a conditioner: bin widths and heights by
/// softmax with a least share of 1e-3, knot derivatives by softplus with a least value of 1e-3, shifted so that raw 0 is slope 1.
/// </summary>
internal static class RationalQuadraticSpline
{
    /// <summary>The least share of the interval that a bin is wide or high.</summary>
    public const double SmallestBin = 1e-3;

    /// <summary>The least slope at a knot.</summary>
    public const float SmallestDerivative = 1e-3f;

    /// <summary>The most bins for which the least shares leave room to learn.</summary>
    public const int MostBins = 500;

    // log(exp(1 - SmallestDerivative) - 1): softplus of it plus the least slope is 1.
    private static readonly float DerivativeShift = (float)Math.Log(Math.Exp(1 - (double)SmallestDerivative) - 1);

    /// <summary>The value of the spline at <paramref name="x"/> in [-half, half], and the logarithm of its slope there.</summary>
    /// <param name="raw">B widths, B heights, then B - 1 interior derivatives, or B derivatives when periodic.</param>
    /// <param name="bins">B.</param>
    /// <param name="periodic">Whether the two ends are one knot.</param>
    /// <param name="half">Half the length of the interval.</param>
    /// <param name="x">Where to evaluate.</param>
    /// <param name="scratch">At least B floats rounded up to whole vectors of eight.</param>
    /// <param name="logSlope">log dy/dx.</param>
    public static double Forward(
        ReadOnlySpan<float> raw, int bins, bool periodic, double half, double x, Span<float> scratch, out double logSlope)
    {
        BinEdge inX = FindBin(raw[..bins], half, x, scratch);
        BinEdge inY = EdgeOfBin(raw.Slice(bins, bins), half, inX.Bin, scratch);
        (double left, double right) = Derivatives(raw[(2 * bins)..], bins, periodic, inX.Bin);

        double slope = inY.Size / inX.Size;
        double t = Math.Clamp((x - inX.Start) / inX.Size, 0, 1);
        double u = t * (1 - t);
        double denominator = slope + ((left + right - (2 * slope)) * u);
        double numerator = slope * slope * ((right * t * t) + (2 * slope * u) + (left * (1 - t) * (1 - t)));
        logSlope = Math.Log(numerator / (denominator * denominator));
        return inY.Start + (inY.Size * ((slope * t * t) + (left * u)) / denominator);
    }

    /// <summary>The slopes at knots, of raw parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> raw) =>
        VectorMath.Softplus(raw + Vector256.Create(DerivativeShift)) + Vector256.Create(SmallestDerivative);

    /// <summary>The bin, on the axis whose raw shares are given, that holds a coordinate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BinEdge FindBin(ReadOnlySpan<float> raw, double half, double coordinate, Span<float> scratch)
    {
        double sum = Softmax.Exponentials(raw, scratch);
        double scale = 2 * half * (1 - (SmallestBin * raw.Length)) / sum;
        double least = 2 * half * SmallestBin;
        double start = -half;
        int bin = 0;
        double size = least + (scale * scratch[0]);
        while (bin < raw.Length - 1 && coordinate >= start + size)
        {
            start += size;
            bin++;
            size = least + (scale * scratch[bin]);
        }

        return new BinEdge(bin, start, size);
    }

    /// <summary>Where a bin begins on the axis whose raw shares are given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BinEdge EdgeOfBin(ReadOnlySpan<float> raw, double half, int bin, Span<float> scratch)
    {
        double sum = Softmax.Exponentials(raw, scratch);
        double scale = 2 * half * (1 - (SmallestBin * raw.Length)) / sum;
        double least = 2 * half * SmallestBin;
        double start = -half;
        for (int i = 0; i < bin; i++)
            start += least + (scale * scratch[i]);
        return new BinEdge(bin, start, least + (scale * scratch[bin]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Left, double Right) Derivatives(ReadOnlySpan<float> raw, int bins, bool periodic, int bin)
    {
        bool hasLeft = periodic || bin > 0;
        bool hasRight = periodic || bin < bins - 1;
        int offset = periodic ? 0 : -1;
        float left = hasLeft ? raw[bin + offset] : 0f;
        float right = hasRight ? raw[(bin + 1 + offset) % bins] : 0f;
        Vector256<float> both = Vector256.Create(left, right, 0, 0, 0, 0, 0, 0);
        Vector256<float> slopes = Slope(both);
        return (hasLeft ? slopes[0] : 1, hasRight ? slopes[1] : 1);
    }

    private readonly record struct BinEdge(int Bin, double Start, double Size);
}
