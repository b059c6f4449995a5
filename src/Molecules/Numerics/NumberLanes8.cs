using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LatentSim.Molecules.Numerics;

/// <summary>Eight numbers side by side. Without vectors of 512 bits .NET computes them four by four, or fewer.</summary>
/// <param name="Values">The numbers.</param>
internal readonly record struct NumberLanes8(Vector512<double> Values) : INumberLanes<NumberLanes8>
{
    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 Create(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 CreateBits(ulong bits) => new(Vector512.Create(bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 Load(ref readonly double first) => new(Vector512.LoadUnsafe(in first));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 Widen(ref readonly float first) => new(Widen(Vector256.LoadUnsafe(in first)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(NumberLanes8 numbers, ref double first) => numbers.Values.StoreUnsafe(ref first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Narrow(NumberLanes8 numbers, ref float first) => Narrow(numbers.Values).StoreUnsafe(ref first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 RoundToFloats(NumberLanes8 numbers) => new(Widen(Narrow(numbers.Values)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator +(NumberLanes8 a, NumberLanes8 b) => new(a.Values + b.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator -(NumberLanes8 a, NumberLanes8 b) => new(a.Values - b.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator *(NumberLanes8 a, NumberLanes8 b) => new(a.Values * b.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator /(NumberLanes8 a, NumberLanes8 b) => new(a.Values / b.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator &(NumberLanes8 a, NumberLanes8 b) => new((a.Values.AsUInt64() & b.Values.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator |(NumberLanes8 a, NumberLanes8 b) => new((a.Values.AsUInt64() | b.Values.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator ^(NumberLanes8 a, NumberLanes8 b) => new((a.Values.AsUInt64() ^ b.Values.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator ~(NumberLanes8 value) => new(~value.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 operator -(NumberLanes8 value) => new(-value.Values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 MultiplyAdd(NumberLanes8 a, NumberLanes8 b, NumberLanes8 c) => new(Vector512.FusedMultiplyAdd(a.Values, b.Values, c.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 Sqrt(NumberLanes8 value) => new(Vector512.Sqrt(value.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 Round(NumberLanes8 value) => new(Vector512.Round(value.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 Floor(NumberLanes8 value) => new(Vector512.Floor(value.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 IsLess(NumberLanes8 a, NumberLanes8 b) => new(Vector512.LessThan(a.Values, b.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 IsLessOrEqual(NumberLanes8 a, NumberLanes8 b) => new(Vector512.LessThanOrEqual(a.Values, b.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 IsEqual(NumberLanes8 a, NumberLanes8 b) => new(Vector512.Equals(a.Values, b.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 IsOdd(NumberLanes8 bits)
    {
        Vector512<ulong> lowest = bits.Values.AsUInt64() & Vector512<ulong>.One;
        return new(Vector512.Equals(lowest, Vector512<ulong>.One).AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(NumberLanes8 mask) => mask.Values.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(NumberLanes8 mask) => mask.Values.ExtractMostSignificantBits() == (1u << Count) - 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(NumberLanes8 mask) => (uint)mask.Values.ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 Select(NumberLanes8 mask, NumberLanes8 set, NumberLanes8 otherwise) => new(Vector512.ConditionalSelect(mask.Values, set.Values, otherwise.Values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 ShiftLeft(NumberLanes8 bits, int places) => new(Vector512.ShiftLeft(bits.Values.AsUInt64(), places).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 ShiftRight(NumberLanes8 bits, int places) => new(Vector512.ShiftRightLogical(bits.Values.AsUInt64(), places).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberLanes8 MultiplyWords(NumberLanes8 a, NumberLanes8 b)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Multiply(a.Values.AsUInt32(), b.Values.AsUInt32()).AsDouble());
        Vector512<ulong> words = Vector512.Create((ulong)uint.MaxValue);
        return new(((a.Values.AsUInt64() & words) * (b.Values.AsUInt64() & words)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(Vector256<float> floats) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(floats) : Vector512.WidenLower(floats.ToVector512Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Narrow(Vector512<double> numbers) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(numbers) : Vector512.Narrow(numbers, numbers).GetLower();
}
