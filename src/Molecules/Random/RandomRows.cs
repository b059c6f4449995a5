using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Random;

/// <summary>
/// The same few random numbers for each of many rows, each row from a <see cref="PhiloxStream"/> of its own, rows side by side: the numbers that the
/// stream returns, in its order. Used by one thread at a time.
/// </summary>
public sealed class RandomRows
{
    private const int WordsOfBlock = 4;
    private const int Widest = 8;
    private readonly RandomKind[] kinds;
    private readonly int blocks;
    private readonly bool isWide;
    private readonly double[] words;
    private readonly double[] numbers;

    /// <summary>Prepares rows.</summary>
    /// <param name="kinds">What a row draws, in this order.</param>
    /// <param name="instructions">How wide vectors are; null for <see cref="InstructionSets.Chosen"/>. The numbers are the same.</param>
    /// <exception cref="ArgumentException">A row needs more than the 2^16 blocks that an attempt has.</exception>
    public RandomRows(ReadOnlySpan<RandomKind> kinds, InstructionSet? instructions = null)
    {
        this.kinds = kinds.ToArray();
        int uniforms = this.kinds.Count(kind => kind == RandomKind.Uniform);
        int needed = uniforms + ((kinds.Length - uniforms + 1) / 2 * 2);
        blocks = (needed + WordsOfBlock - 1) / WordsOfBlock;
        if (blocks > 1 << 16)
            throw new ArgumentException($"{kinds.Length} numbers a row are more than an attempt has.", nameof(kinds));

        isWide = (instructions ?? InstructionSets.Chosen) == InstructionSet.Avx512;
        words = new double[blocks * WordsOfBlock * Widest];
        numbers = new double[kinds.Length * Widest];
    }

    /// <summary>How many numbers a row has.</summary>
    public int Count => kinds.Length;

    /// <summary>Draws rows.</summary>
    /// <param name="drawn">Filled with [row, number]; a normal number is a float's value.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="keys">Whose numbers each row's are.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <exception cref="ArgumentException">There are not <see cref="Count"/> numbers for each key.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A walker or a step is negative, or an attempt is not in 0 to 255.</exception>
    public void Fill(Span<double> drawn, ulong seed, ReadOnlySpan<RandomKey> keys, RandomPurpose purpose)
    {
        if (drawn.Length != (long)keys.Length * Count)
            throw new ArgumentException($"{drawn.Length} numbers for {keys.Length} rows of {Count}.", nameof(drawn));
        foreach (RandomKey key in keys)
            key.ThrowIfOutOfRange();

        if (isWide)
            Fill<NumberLanes8>(drawn, seed, keys, purpose);
        else
            Fill<NumberLanes4>(drawn, seed, keys, purpose);
    }

    private void Fill<T>(Span<double> drawn, ulong seed, ReadOnlySpan<RandomKey> keys, RandomPurpose purpose)
        where T : unmanaged, INumberLanes<T>
    {
        for (int row = 0; row < keys.Length; row += T.Count)
        {
            int rows = Math.Min(T.Count, keys.Length - row);
            FillWords<T>(seed, keys.Slice(row, rows), purpose);
            FillNumbers<T>();
            for (int i = 0; i < rows; i++)
            {
                Span<double> target = drawn.Slice((row + i) * Count, Count);
                for (int number = 0; number < target.Length; number++)
                    target[number] = numbers[(number * T.Count) + i];
            }
        }
    }

    private void FillWords<T>(ulong seed, ReadOnlySpan<RandomKey> keys, RandomPurpose purpose)
        where T : unmanaged, INumberLanes<T>
    {
        Span<ulong> counters = stackalloc ulong[WordsOfBlock * Widest];
        for (int i = 0; i < T.Count; i++)
        {
            RandomKey key = keys[Math.Min(i, keys.Length - 1)];
            counters[i] = (uint)key.Walker;
            counters[Widest + i] = key.FirstBlock(purpose);
            counters[(2 * Widest) + i] = (uint)key.Step;
            counters[(3 * Widest) + i] = (uint)(key.Step >> 32);
        }

        Span<double> bits = MemoryMarshal.Cast<ulong, double>(counters);
        T walkers = T.Load(ref bits[0]);
        T draws = T.Load(ref bits[Widest]);
        T low = T.Load(ref bits[2 * Widest]);
        T high = T.Load(ref bits[3 * Widest]);
        for (int block = 0; block < blocks; block++)
        {
            (T x0, T x1, T x2, T x3) = PhiloxLanes.Block(walkers, draws | T.CreateBits((uint)block), low, high, seed);
            ref double first = ref words[block * WordsOfBlock * T.Count];
            T.Store(x0, ref first);
            T.Store(x1, ref Unsafe.Add(ref first, T.Count));
            T.Store(x2, ref Unsafe.Add(ref first, 2 * T.Count));
            T.Store(x3, ref Unsafe.Add(ref first, 3 * T.Count));
        }
    }

    // A stream that holds the second number of a pair gives it to the next that asks for a normal one, whatever was drawn in between.
    private void FillNumbers<T>()
        where T : unmanaged, INumberLanes<T>
    {
        int word = 0;
        T spare = default;
        bool hasSpare = false;
        for (int i = 0; i < kinds.Length; i++)
        {
            T number = spare;
            if (kinds[i] == RandomKind.Uniform)
            {
                number = PhiloxLanes.Uniform(Word<T>(word++));
            }
            else if (hasSpare)
            {
                hasSpare = false;
            }
            else
            {
                (T first, T second) = PhiloxLanes.Normals(Word<T>(word), Word<T>(word + 1));
                (number, spare) = (T.RoundToFloats(first), T.RoundToFloats(second));
                hasSpare = true;
                word += 2;
            }

            T.Store(number, ref numbers[i * T.Count]);
        }
    }

    private T Word<T>(int word)
        where T : unmanaged, INumberLanes<T> => T.Load(ref words[word * T.Count]);
}
