using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Models.Flow;

/// <summary>The bins of four splines, side by side, that hold four heights: found by going from bin to bin until the next one would begin above.</summary>
internal struct BinSearch
{
    private Vector256<double> y;
    private Vector256<double> widthScale;
    private Vector256<double> heightScale;
    private Vector256<double> startX;
    private Vector256<double> startY;
    private Vector256<double> width;
    private Vector256<double> height;

    /// <summary>Begins at the left end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BinSearch Begin(Vector256<double> y, double half, Vector256<double> widthScale, Vector256<double> heightScale) => new()
    {
        y = y,
        widthScale = widthScale,
        heightScale = heightScale,
        startX = Vector256.Create(-half),
        startY = Vector256.Create(-half),
    };

    /// <summary>Takes the size of the first bin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void First(Vector256<double> least, Vector256<double> widthShare, Vector256<double> heightShare)
    {
        width = least + (widthScale * widthShare);
        height = least + (heightScale * heightShare);
    }

    /// <summary>Goes to the next bin where y is not below its beginning. Where a search has stopped, it stops again: what it compares has not changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<long> Advance(Vector256<double> least, Vector256<double> widthShare, Vector256<double> heightShare)
    {
        Vector256<double> end = startY + height;
        Vector256<double> goes = Vector256.GreaterThanOrEqual(y, end);
        startY = Vector256.ConditionalSelect(goes, end, startY);
        startX = Vector256.ConditionalSelect(goes, startX + width, startX);
        width = Vector256.ConditionalSelect(goes, least + (widthScale * widthShare), width);
        height = Vector256.ConditionalSelect(goes, least + (heightScale * heightShare), height);
        return goes.AsInt64();
    }

    /// <summary>The x at which the spline has the height y (Durkan et al. 2019, eqs. 6 to 8), given the slopes at the bin's knots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector256<double> Solve(Vector256<double> left, Vector256<double> right)
    {
        Vector256<double> zero = Vector256<double>.Zero;
        Vector256<double> slope = height / width;
        Vector256<double> rise = y - startY;
        rise = Vector256.ConditionalSelect(Vector256.LessThan(rise, zero), zero, rise);
        rise = Vector256.ConditionalSelect(Vector256.GreaterThan(rise, height), height, rise);
        Vector256<double> curvature = rise * (left + right - (2 * slope));
        Vector256<double> a = (height * (slope - left)) + curvature;
        Vector256<double> b = (height * left) - curvature;
        Vector256<double> c = -slope * rise;
        Vector256<double> square = (b * b) - (4 * a * c);
        Vector256<double> root = Vector256.Sqrt(Vector256.ConditionalSelect(Vector256.LessThan(square, zero), zero, square));
        Vector256<double> t = 2 * c / (-b - root);
        return startX + (t * width);
    }
}
