using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>
/// The bins of splines that hold given values: the last ones that do not begin above. Computed as many splines at a time as vectors are wide, by methods
/// that are not inlined: of a longer one the compiler would leave operators as calls.
/// </summary>
/// <param name="bins">How many bins each spline has.</param>
/// <param name="half">Half the length of the interval.</param>
/// <param name="splines">How many splines there is room for.</param>
internal sealed class SplineBins(int bins, double half, int splines)
{
    private const int Lanes = LaneTransposition.Lanes;
    private readonly double[] startX = new double[splines];
    private readonly double[] startY = new double[splines];
    private readonly double[] width = new double[splines];
    private readonly double[] height = new double[splines];
    private readonly double[] index = new double[splines];

    /// <summary>The bins' indices, [spline].</summary>
    public ReadOnlySpan<double> Indices => index;

    /// <summary>Finds the bins of some splines.</summary>
    /// <param name="spline">The first of them.</param>
    /// <param name="values">All splines' values, [spline].</param>
    /// <param name="widths">The first one's shares of the interval, not divided by their sum; the next bin's are <see cref="LaneTransposition.Lanes"/> on.</param>
    /// <param name="heights">The same of the heights.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Find<T>(int spline, ReadOnlySpan<double> values, ref float widths, ref float heights)
        where T : unmanaged, INumberLanes<T>
    {
        T widthScale = Scale<T>(ref widths);
        T heightScale = Scale<T>(ref heights);
        T least = T.Create(2 * half * RationalQuadraticSpline.SmallestBin);
        T y = T.Load(in values[spline]);
        (T x0, T y0, T found) = (T.Create(-half), T.Create(-half), T.Create(0));
        T w = least + (widthScale * T.Widen(ref widths));
        T h = least + (heightScale * T.Widen(ref heights));
        (T nextX, T nextY) = (x0 + w, y0 + h);
        for (int bin = 1; bin < bins; bin++)
        {
            T nextWidth = least + (widthScale * T.Widen(ref Unsafe.Add(ref widths, bin * Lanes)));
            T nextHeight = least + (heightScale * T.Widen(ref Unsafe.Add(ref heights, bin * Lanes)));
            T goes = T.IsLessOrEqual(nextY, y);
            x0 = T.Select(goes, nextX, x0);
            y0 = T.Select(goes, nextY, y0);
            w = T.Select(goes, nextWidth, w);
            h = T.Select(goes, nextHeight, h);
            found += goes & T.Create(1);
            nextX += nextWidth;
            nextY += nextHeight;
        }

        T.Store(x0, ref startX[spline]);
        T.Store(y0, ref startY[spline]);
        T.Store(w, ref width[spline]);
        T.Store(h, ref height[spline]);
        T.Store(found, ref index[spline]);
    }

    /// <summary>The x at which splines have their values (Durkan et al. 2019, eqs. 6 to 8), given the slopes at the bins' knots; in place.</summary>
    /// <param name="spline">The first of the splines.</param>
    /// <param name="values">All splines' values, [spline]; becomes x.</param>
    /// <param name="leftSlopes">[spline].</param>
    /// <param name="rightSlopes">[spline].</param>
    /// <param name="endsInLine">Whether the knots at both ends have slope 1, whatever is given.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Solve<T>(int spline, Span<double> values, ReadOnlySpan<float> leftSlopes, ReadOnlySpan<float> rightSlopes, bool endsInLine)
        where T : unmanaged, INumberLanes<T>
    {
        T zero = T.Create(0);
        T two = T.Create(2);
        T left = T.Widen(in leftSlopes[spline]);
        T right = T.Widen(in rightSlopes[spline]);
        if (endsInLine)
        {
            T found = T.Load(ref index[spline]);
            left = T.Select(T.IsEqual(found, zero), T.Create(1), left);
            right = T.Select(T.IsEqual(found, T.Create(bins - 1)), T.Create(1), right);
        }

        T w = T.Load(ref width[spline]);
        T h = T.Load(ref height[spline]);
        T slope = h / w;
        T rise = T.Load(ref values[spline]) - T.Load(ref startY[spline]);
        rise = T.Select(T.IsLess(rise, zero), zero, rise);
        rise = T.Select(T.IsLess(h, rise), h, rise);
        T curvature = rise * (left + right - (two * slope));
        T a = (h * (slope - left)) + curvature;
        T b = (h * left) - curvature;
        T c = Negative(slope) * rise;
        T square = (b * b) - (T.Create(4) * a * c);
        T root = T.Sqrt(T.Select(T.IsLess(square, zero), zero, square));
        T t = two * c / (Negative(b) - root);
        T.Store(T.Load(ref startX[spline]) + (t * w), ref values[spline]);
    }

    // The interval without the bins' least sizes, over the sum of shares, in the order that a softmax of one spline takes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Scale<T>(ref float shares)
        where T : unmanaged, INumberLanes<T>
    {
        T sum = T.Create(0);
        for (int bin = 0; bin < bins; bin++)
            sum += T.Widen(ref Unsafe.Add(ref shares, bin * Lanes));
        return T.Create(2 * half * (1 - (RationalQuadraticSpline.SmallestBin * bins))) / sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Negative<T>(T value)
        where T : unmanaged, INumberLanes<T> => value ^ T.Create(-0.0);
}
