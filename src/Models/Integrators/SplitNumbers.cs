namespace LatentSim.Models.Integrators;

/// <summary>
/// Double-precision numbers as pairs of floats, high and low, whose sum they are: what blocks and checkpoints hold. A number keeps 48 bits; what was rounded to
/// that once comes back as it was, however often it is split.
/// </summary>
public static class SplitNumbers
{
    /// <summary>Floats in a number.</summary>
    public const int Parts = 2;

    /// <summary>Rounds numbers to what a pair holds, and writes the pairs.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="parts">[number, 2].</param>
    public static void Split(Span<double> numbers, Span<float> parts)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            float high = (float)numbers[i];
            float low = (float)(numbers[i] - high);
            (parts[2 * i], parts[(2 * i) + 1]) = (high, low);
            numbers[i] = (double)high + low;
        }
    }

    /// <summary>Reads numbers.</summary>
    /// <param name="parts">[number, 2].</param>
    /// <param name="numbers">The numbers.</param>
    public static void Join(ReadOnlySpan<float> parts, Span<double> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (double)parts[2 * i] + parts[(2 * i) + 1];
    }
}
