namespace LatentSim.Molecules.Numerics;

/// <summary>The arithmetic of one number or of several side by side, so that one source serves both. Each operation is the IEEE operation with one rounding on
/// every number: what a number becomes depends neither on those beside it nor on the machine.</summary>
/// <typeparam name="T">The number or numbers.</typeparam>
internal interface IArithmetic<T>
{
    /// <summary>The same number everywhere.</summary>
    static abstract T Create(double value);

    /// <summary>a + b.</summary>
    static abstract T Add(T a, T b);

    /// <summary>a - b.</summary>
    static abstract T Subtract(T a, T b);

    /// <summary>a b.</summary>
    static abstract T Multiply(T a, T b);

    /// <summary>a / b.</summary>
    static abstract T Divide(T a, T b);

    /// <summary>a b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>The value, its sign flipped where the lowest bit of the other number is set.</summary>
    static abstract T FlipWhereOdd(T value, T bits);
}
