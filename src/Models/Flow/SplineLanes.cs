using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;

namespace LatentSim.Models.Flow;

/// <summary>
/// The inverse of <see cref="RationalQuadraticSpline"/> for eight splines side by side (Durkan et al. 2019, eqs. 6 to 8), in its arithmetic and order of
/// operations: one lane has the same bits whatever the others hold. Used by one thread at a time.
/// </summary>
internal sealed class SplineLanes
{
    private readonly int bins;
    private readonly bool periodic;
    private readonly double half;
    private readonly float[] shares;

    /// <summary>Makes room for splines of a number of bins on [-half, half].</summary>
    public SplineLanes(int bins, bool periodic, double half)
    {
        this.bins = bins;
        this.periodic = periodic;
        this.half = half;
        shares = new float[2 * bins * SplineGroups.Lanes];
    }

    /// <summary>The x in [-half, half] at which each spline has the value y, as two halves of four.</summary>
    /// <param name="raw">The raw parameters, [parameter, lane]; parameters as for <see cref="RationalQuadraticSpline.Forward"/>.</param>
    /// <param name="y">Lanes 0 to 3, then 4 to 7.</param>
    public (Vector256<double> Lower, Vector256<double> Upper) Inverse(
        ref float raw, (Vector256<double> Lower, Vector256<double> Upper) y)
    {
        ref float widths = ref MemoryMarshal.GetArrayDataReference(shares);
        ref float heights = ref Unsafe.Add(ref widths, bins * SplineGroups.Lanes);
        (Vector256<double> lowerWidth, Vector256<double> upperWidth) = Exponentials(ref raw, ref widths);
        (Vector256<double> lowerHeight, Vector256<double> upperHeight) = Exponentials(ref Unsafe.Add(ref raw, bins * SplineGroups.Lanes), ref heights);
        BinSearch lower = BinSearch.Begin(y.Lower, half, Scale(lowerWidth), Scale(lowerHeight));
        BinSearch upper = BinSearch.Begin(y.Upper, half, Scale(upperWidth), Scale(upperHeight));

        // The slopes of the first bin's knots; a knot at the end of a line has slope 1, told apart by what stays of the masks.
        ref float slopes = ref Unsafe.Add(ref raw, 2 * bins * SplineGroups.Lanes);
        Vector256<float> left = periodic ? At(ref slopes, 0) : Vector256<float>.Zero;
        Vector256<float> right = At(ref slopes, periodic ? 1 : 0);
        Vector256<double> least = Vector256.Create(2 * half * RationalQuadraticSpline.SmallestBin);
        (Vector256<double> width, Vector256<double> upperWidths) = Widen(At(ref widths, 0));
        (Vector256<double> height, Vector256<double> upperHeights) = Widen(At(ref heights, 0));
        lower.First(least, width, height);
        upper.First(least, upperWidths, upperHeights);
        Vector256<int> moved = default, atEnd = default;
        for (int bin = 1; bin < bins; bin++)
        {
            (width, upperWidths) = Widen(At(ref widths, bin));
            (height, upperHeights) = Widen(At(ref heights, bin));
            atEnd = Vector256.Narrow(lower.Advance(least, width, height), upper.Advance(least, upperWidths, upperHeights));
            moved |= atEnd;
            Vector256<float> mask = atEnd.AsSingle();
            left = Vector256.ConditionalSelect(mask, right, left);
            right = Vector256.ConditionalSelect(mask, RightKnot(ref slopes, bin), right);
        }

        (Vector256<double> lowerLeft, Vector256<double> upperLeft) = Widen(Slope(left, moved));
        (Vector256<double> lowerRight, Vector256<double> upperRight) = Widen(Slope(right, ~atEnd));
        return (lower.Solve(lowerLeft, lowerRight), upper.Solve(upperLeft, upperRight));
    }

    // The numerators of a softmax over bins, and their sums, in the order that Softmax.Exponentials adds them in.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<double> Lower, Vector256<double> Upper) Exponentials(ref float raw, ref float exponentials)
    {
        Vector256<float> maximum = At(ref raw, 0);
        for (int bin = 1; bin < bins; bin++)
        {
            Vector256<float> next = At(ref raw, bin);
            maximum = Vector256.ConditionalSelect(Vector256.GreaterThan(next, maximum), next, maximum);
        }

        Vector256<double> lower = default, upper = default;
        for (int bin = 0; bin < bins; bin++)
        {
            Vector256<float> share = VectorMath.Exp(At(ref raw, bin) - maximum);
            share.StoreUnsafe(ref Unsafe.Add(ref exponentials, bin * SplineGroups.Lanes));
            (Vector256<double> moreLower, Vector256<double> moreUpper) = Widen(share);
            lower += moreLower;
            upper += moreUpper;
        }

        return (lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Scale(Vector256<double> sum) => Vector256.Create(2 * half * (1 - (RationalQuadraticSpline.SmallestBin * bins))) / sum;

    // The knot right of the last bin is the first again on the circle; on the line its slope is 1, which Slope sees to.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> RightKnot(ref float slopes, int bin)
    {
        if (periodic)
            return At(ref slopes, bin == bins - 1 ? 0 : bin + 1);
        return bin == bins - 1 ? Vector256<float>.Zero : At(ref slopes, bin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Slope(Vector256<float> raw, Vector256<int> isInner)
    {
        Vector256<float> slope = RationalQuadraticSpline.Slope(raw);
        return periodic ? slope : Vector256.ConditionalSelect(isInner.AsSingle(), slope, Vector256<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> At(ref float first, int bin) => Vector256.LoadUnsafe(ref first, (nuint)(bin * SplineGroups.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Lower, Vector256<double> Upper) Widen(Vector256<float> lanes) => Vector256.Widen(lanes);
}
