using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LatentSim.Molecules.Numerics;

/// <summary>Four numbers side by side. Without vectors of 256 bits .NET computes them two by two, or one by one.</summary>
/// <param name="Values">The numbers.</param>
internal readonly record struct NumberLanes4(Vector256<double> Values) : INumberLanes<NumberLanes4>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 Create(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 CreateBits(ulong bits) => new(Vector256.Create(bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 Load(ref readonly double first) => new(Vector256.LoadUnsafe(in first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 Widen(ref readonly float first) => new(Widen(Vector128.LoadUnsafe(in first)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(NumberLanes4 numbers, ref double first) => numbers.Values.StoreUnsafe(ref first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Narrow(NumberLanes4 numbers, ref float first) => Narrow(numbers.Values).StoreUnsafe(ref first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 RoundToFloats(NumberLanes4 numbers) => new(Widen(Narrow(numbers.Values)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator +(NumberLanes4 a, NumberLanes4 b) => new(a.Values + b.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator -(NumberLanes4 a, NumberLanes4 b) => new(a.Values - b.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator *(NumberLanes4 a, NumberLanes4 b) => new(a.Values * b.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator /(NumberLanes4 a, NumberLanes4 b) => new(a.Values / b.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator &(NumberLanes4 a, NumberLanes4 b) => new((a.Values.AsUInt64() & b.Values.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator |(NumberLanes4 a, NumberLanes4 b) => new((a.Values.AsUInt64() | b.Values.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator ^(NumberLanes4 a, NumberLanes4 b) => new((a.Values.AsUInt64() ^ b.Values.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator ~(NumberLanes4 value) => new(~value.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 operator -(NumberLanes4 value) => new(-value.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 MultiplyAdd(NumberLanes4 a, NumberLanes4 b, NumberLanes4 c) => new(Vector256.FusedMultiplyAdd(a.Values, b.Values, c.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 Sqrt(NumberLanes4 value) => new(Vector256.Sqrt(value.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 Round(NumberLanes4 value) => new(Vector256.Round(value.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 Floor(NumberLanes4 value) => new(Vector256.Floor(value.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 IsLess(NumberLanes4 a, NumberLanes4 b) => new(Vector256.LessThan(a.Values, b.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 IsLessOrEqual(NumberLanes4 a, NumberLanes4 b) => new(Vector256.LessThanOrEqual(a.Values, b.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 IsEqual(NumberLanes4 a, NumberLanes4 b) => new(Vector256.Equals(a.Values, b.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 IsOdd(NumberLanes4 bits)
    {
        Vector256<ulong> lowest = bits.Values.AsUInt64() & Vector256<ulong>.One;
        return new(Vector256.Equals(lowest, Vector256<ulong>.One).AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(NumberLanes4 mask) => mask.Values.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(NumberLanes4 mask) => mask.Values.ExtractMostSignificantBits() == (1u << Count) - 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(NumberLanes4 mask) => (uint)mask.Values.ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 Select(NumberLanes4 mask, NumberLanes4 set, NumberLanes4 otherwise) => new(Vector256.ConditionalSelect(mask.Values, set.Values, otherwise.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 ShiftLeft(NumberLanes4 bits, int places) => new(Vector256.ShiftLeft(bits.Values.AsUInt64(), places).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 ShiftRight(NumberLanes4 bits, int places) => new(Vector256.ShiftRightLogical(bits.Values.AsUInt64(), places).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes4 MultiplyWords(NumberLanes4 a, NumberLanes4 b)
    {
        if (Avx2.IsSupported)
            return new(Avx2.Multiply(a.Values.AsUInt32(), b.Values.AsUInt32()).AsDouble());
        Vector256<ulong> words = Vector256.Create((ulong)uint.MaxValue);
        return new(((a.Values.AsUInt64() & words) * (b.Values.AsUInt64() & words)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(Vector128<float> floats) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(floats) : Vector256.WidenLower(floats.ToVector256Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Narrow(Vector256<double> numbers) =>
        Avx.IsSupported ? Avx.ConvertToVector128Single(numbers) : Vector256.Narrow(numbers, numbers).GetLower();
}
