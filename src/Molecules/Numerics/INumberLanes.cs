namespace LatentSim.Molecules.Numerics;

/// <summary>Several numbers side by side, so that one source serves every width of vectors. Each operation is the IEEE operation on every number, so that
/// what a number becomes depends neither on those beside it nor on how many there are. Masks are numbers all of whose bits are set, or none.</summary>
/// <typeparam name="T">The numbers.</typeparam>
internal interface INumberLanes<T>
    where T : unmanaged, INumberLanes<T>
{
    /// <summary>How many there are.</summary>
    static abstract int Count { get; }

    /// <summary>Whether <see cref="MultiplyAdd"/> is one instruction.</summary>
    static abstract bool HasFusedMultiplyAdd { get; }

    /// <summary>The same number everywhere.</summary>
    static abstract T Create(double value);

    /// <summary>The same 64 bits everywhere.</summary>
    static abstract T CreateBits(ulong bits);

    /// <summary>Reads <see cref="Count"/> numbers.</summary>
    static abstract T Load(ref readonly double first);

    /// <summary>Reads <see cref="Count"/> floats.</summary>
    static abstract T Widen(ref readonly float first);

    /// <summary>Writes the numbers.</summary>
    static abstract void Store(T numbers, ref double first);

    /// <summary>Writes the numbers, rounded to floats.</summary>
    static abstract void Narrow(T numbers, ref float first);

    /// <summary>The numbers, rounded to floats.</summary>
    static abstract T RoundToFloats(T numbers);

    /// <summary>a + b.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>a - b.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>a b.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>a / b.</summary>
    static abstract T operator /(T a, T b);

    /// <summary>The bits that both have.</summary>
    static abstract T operator &(T a, T b);

    /// <summary>The bits that one has.</summary>
    static abstract T operator |(T a, T b);

    /// <summary>The bits in which they differ.</summary>
    static abstract T operator ^(T a, T b);

    /// <summary>The bits that it does not have.</summary>
    static abstract T operator ~(T value);

    /// <summary>The number with the other sign.</summary>
    static abstract T operator -(T value);

    /// <summary>a b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>Square roots.</summary>
    static abstract T Sqrt(T value);

    /// <summary>The nearest whole numbers, halves to the even one.</summary>
    static abstract T Round(T value);

    /// <summary>The whole numbers that are not above.</summary>
    static abstract T Floor(T value);

    /// <summary>Where a is less than b.</summary>
    static abstract T IsLess(T a, T b);

    /// <summary>Where a is not above b.</summary>
    static abstract T IsLessOrEqual(T a, T b);

    /// <summary>Where the numbers are equal.</summary>
    static abstract T IsEqual(T a, T b);

    /// <summary>Where the lowest bit is set.</summary>
    static abstract T IsOdd(T bits);

    /// <summary>Whether a mask is set somewhere.</summary>
    static abstract bool Any(T mask);

    /// <summary>Whether a mask is set everywhere.</summary>
    static abstract bool All(T mask);

    /// <summary>The lanes where a mask is set, the first in the lowest bit.</summary>
    static abstract uint Bits(T mask);

    /// <summary>The first number where the mask is set, the second elsewhere.</summary>
    static abstract T Select(T mask, T set, T otherwise);

    /// <summary>64 bits, shifted up.</summary>
    static abstract T ShiftLeft(T bits, int places);

    /// <summary>64 bits, shifted down and filled with zeros.</summary>
    static abstract T ShiftRight(T bits, int places);

    /// <summary>The 64-bit products of the lower 32 bits.</summary>
    static abstract T MultiplyWords(T a, T b);
}
