namespace LatentSim.Models.Kernels.Vectors;

/// <summary>
/// What kernels ask of vectors of floats, so that one loop serves every width. Each operation is one of IEEE arithmetic on each number alone, so that
/// results have the same bits at every width; its operator is compiled to the one instruction that it names.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface IVectors<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector: 4, 8 or 16.</summary>
    static abstract int Count { get; }

    /// <summary>The floats that start at an address.</summary>
    static abstract TVector Load(float* address);

    /// <summary>Writes a vector.</summary>
    static abstract void Store(TVector vector, float* address);

    /// <summary>One number everywhere.</summary>
    static abstract TVector Create(float value);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>c - a b, rounded once.</summary>
    static abstract TVector SubtractProduct(TVector a, TVector b, TVector c);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a / b.</summary>
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>-a.</summary>
    static abstract TVector Negate(TVector a);

    /// <summary>|a|.</summary>
    static abstract TVector Abs(TVector a);

    /// <summary>The nearest integers, even ones of two as near.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>x, but not below a bound that is not zero; NaN stays NaN.</summary>
    static abstract TVector AtLeast(TVector bound, TVector x);

    /// <summary>x, but not above a bound that is not zero; NaN stays NaN.</summary>
    static abstract TVector AtMost(TVector bound, TVector x);

    /// <summary>max(x, 0), where NaN and minus zero stay what they are.</summary>
    static abstract TVector Positive(TVector x);

    /// <summary>The magnitudes, which are not negative, with the signs of other numbers.</summary>
    static abstract TVector WithSign(TVector magnitude, TVector sign);

    /// <summary>2^n for integers n from -126 to 127; any number for NaN.</summary>
    static abstract TVector PowerOfTwo(TVector n);
}
