using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Random;

/// <summary>Draws from categories with given weights, for many rows, rows side by side.</summary>
public static class CategoricalDraw
{
    private static readonly bool IsWide = InstructionSets.Chosen == InstructionSet.Avx512;

    /// <summary>For each row, the first category up to which the weights sum to more than its uniform number times their sum; the last if rounding leaves
    /// none, and -1 where the sum is not finite. Sums are taken in double precision, in order.</summary>
    /// <param name="weights">[row, category], none negative, rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">Floats from one row to the next, at least <paramref name="categories"/>.</param>
    /// <param name="categories">How many categories, at least one.</param>
    /// <param name="uniforms">[row], in (0, 1).</param>
    /// <param name="drawn">Filled with categories, [row].</param>
    /// <exception cref="ArgumentException">The spans do not fit one another.</exception>
    public static void Fill(ReadOnlySpan<float> weights, int stride, int categories, ReadOnlySpan<double> uniforms, Span<int> drawn)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(categories);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, categories);
        int rows = uniforms.Length;
        if (drawn.Length != rows || (rows > 0 && weights.Length < ((rows - 1L) * stride) + categories))
            throw new ArgumentException($"{weights.Length} weights and {drawn.Length} draws are not {rows} rows of {categories}.", nameof(weights));

        if (IsWide)
            Fill<NumberLanes8>(weights, stride, categories, uniforms, drawn);
        else
            Fill<NumberLanes4>(weights, stride, categories, uniforms, drawn);
    }

    /// <summary>Draws with vectors of a width.</summary>
    internal static void Fill<T>(ReadOnlySpan<float> weights, int stride, int categories, ReadOnlySpan<double> uniforms, Span<int> drawn)
        where T : unmanaged, INumberLanes<T>
    {
        Span<double> numbers = stackalloc double[T.Count];
        Span<float> column = stackalloc float[T.Count];
        for (int row = 0; row < uniforms.Length; row += T.Count)
        {
            int rows = Math.Min(T.Count, uniforms.Length - row);
            numbers.Clear();
            uniforms.Slice(row, rows).CopyTo(numbers);
            T categoriesBefore = Count(weights[(row * stride)..], stride, categories, rows, T.Load(ref numbers[0]), column);
            T.Store(categoriesBefore, ref numbers[0]);
            for (int i = 0; i < rows; i++)
                drawn[row + i] = (int)numbers[i];
        }
    }

    // The number of categories whose cumulative weight does not exceed the target, the last apart.
    private static T Count<T>(ReadOnlySpan<float> weights, int stride, int categories, int rows, T uniform, Span<float> column)
        where T : unmanaged, INumberLanes<T>
    {
        T sum = T.Create(0);
        for (int category = 0; category < categories; category++)
            sum += Gather<T>(weights, stride, category, rows, column);

        T target = uniform * sum;
        T cumulative = T.Create(0);
        T count = T.Create(0);
        for (int category = 0; category < categories - 1; category++)
        {
            cumulative += Gather<T>(weights, stride, category, rows, column);
            count += T.IsLessOrEqual(cumulative, target) & T.Create(1);
        }

        // A difference with itself is 0 for finite numbers alone.
        return T.Select(T.IsEqual(sum - sum, T.Create(0)), count, T.Create(-1));
    }

    private static T Gather<T>(ReadOnlySpan<float> weights, int stride, int category, int rows, Span<float> column)
        where T : unmanaged, INumberLanes<T>
    {
        for (int i = 0; i < T.Count; i++)
            column[i] = weights[(Math.Min(i, rows - 1) * stride) + category];
        return T.Widen(ref column[0]);
    }
}
