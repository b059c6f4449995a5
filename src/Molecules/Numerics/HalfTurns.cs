using System.Runtime.CompilerServices;

namespace LatentSim.Molecules.Numerics;

/// <summary>The cosine of angles in half turns, cos(pi t), of one or several numbers. Absolute error below 4e-16, for up to 2^50 half turns.</summary>
internal static class HalfTurns
{
    // Added and subtracted, it rounds to a whole number, whose parity is the sum's lowest bit.
    private const double Rounding = 6755399441055744;

    /// <summary>c + a cos(pi t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T AddCosine<T, TArithmetic>(T halfTurns, T amplitude, T addend)
        where TArithmetic : IArithmetic<T>
    {
        T shifted = TArithmetic.Add(halfTurns, TArithmetic.Create(Rounding));
        T rest = TArithmetic.Subtract(halfTurns, TArithmetic.Subtract(shifted, TArithmetic.Create(Rounding)));
        T series = Series<T, TArithmetic>(TArithmetic.Multiply(rest, rest));
        return TArithmetic.MultiplyAdd(series, TArithmetic.FlipWhereOdd(amplitude, shifted), addend);
    }

    // The polynomial of degree 8 in z that differs least from cos(pi sqrt(z)) on [0, 1/4], by 4e-18; its terms are paired to be computed side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T, TArithmetic>(T z)
        where TArithmetic : IArithmetic<T>
    {
        T square = TArithmetic.Multiply(z, z);
        T fourth = TArithmetic.Multiply(square, square);
        T first = Pair<T, TArithmetic>(z, -4.934802200544676, 1.0);
        T second = Pair<T, TArithmetic>(z, -1.3352627688434646, 4.058712126416498);
        T third = Pair<T, TArithmetic>(z, -0.025806888739349942, 0.23533063012980796);
        T last = Pair<T, TArithmetic>(z, -0.00010456658070965193, 0.0019295562835807969);
        last = TArithmetic.MultiplyAdd(square, TArithmetic.Create(4.149591677190981e-06), last);
        first = TArithmetic.MultiplyAdd(second, square, first);
        third = TArithmetic.MultiplyAdd(last, square, third);
        return TArithmetic.MultiplyAdd(third, fourth, first);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Pair<T, TArithmetic>(T z, double linear, double constant)
        where TArithmetic : IArithmetic<T> => TArithmetic.MultiplyAdd(z, TArithmetic.Create(linear), TArithmetic.Create(constant));
}
