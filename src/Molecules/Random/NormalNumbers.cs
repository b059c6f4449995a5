using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Random;

/// <summary>The first normal numbers of one <see cref="PhiloxStream"/> at once: the same floats in the same order, blocks side by side.</summary>
public static class NormalNumbers
{
    // Numbers that a block of four words makes.
    private const int OfBlock = 4;
    private const int Most = 1 << 18;
    private static readonly bool IsWide = InstructionSets.Chosen == InstructionSet.Avx512;

    // 0, 1, 2, ...: the blocks side by side.
    private static readonly ulong[] Counting = [0, 1, 2, 3, 4, 5, 6, 7];

    /// <summary>Fills <paramref name="normals"/> with what <see cref="PhiloxStream.NextNormal"/> of a new stream returns, N(0, 1).</summary>
    /// <param name="normals">What to fill; at most 2^18, which is what an attempt has.</param>
    /// <param name="seed">The run's seed, the key.</param>
    /// <param name="walker">The walker's index in the whole run.</param>
    /// <param name="step">The step.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="attempt">0, or for the n-th redraw n.</param>
    /// <exception cref="ArgumentOutOfRangeException">The walker or the step is negative, the attempt is not in 0 to 255, or too many numbers are asked for.</exception>
    public static void Fill(Span<float> normals, ulong seed, int walker, long step, RandomPurpose purpose, int attempt = 0)
    {
        RandomKey key = new(walker, step, attempt);
        key.ThrowIfOutOfRange();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(normals.Length, Most);
        if (IsWide)
            Fill<NumberLanes8>(normals, seed, key, purpose);
        else
            Fill<NumberLanes4>(normals, seed, key, purpose);
    }

    /// <summary>Fills with vectors of a width.</summary>
    internal static void Fill<T>(Span<float> normals, ulong seed, RandomKey key, RandomPurpose purpose)
        where T : unmanaged, INumberLanes<T>
    {
        int batch = T.Count * OfBlock;
        uint block = key.FirstBlock(purpose);
        int done = 0;
        for (; done + batch <= normals.Length; done += batch, block += (uint)T.Count)
            FillBatch<T>(normals.Slice(done, batch), seed, key, block);
        if (done == normals.Length)
            return;

        Span<float> last = stackalloc float[NumberLanes8.Count * OfBlock];
        FillBatch<T>(last[..batch], seed, key, block);
        last[..(normals.Length - done)].CopyTo(normals[done..]);
    }

    [SkipLocalsInit]
    private static void FillBatch<T>(Span<float> normals, ulong seed, RandomKey key, uint block)
        where T : unmanaged, INumberLanes<T>
    {
        T draws = T.Load(ref Unsafe.As<ulong, double>(ref MemoryMarshal.GetArrayDataReference(Counting))) | T.CreateBits(block);
        (T x0, T x1, T x2, T x3) = PhiloxLanes.Block(
            T.CreateBits((uint)key.Walker), draws, T.CreateBits((uint)key.Step), T.CreateBits((uint)(key.Step >> 32)), seed);
        (T first, T second) = PhiloxLanes.Normals(x0, x1);
        (T third, T fourth) = PhiloxLanes.Normals(x2, x3);

        Span<float> numbers = stackalloc float[OfBlock * NumberLanes8.Count];
        T.Narrow(first, ref numbers[0]);
        T.Narrow(second, ref numbers[T.Count]);
        T.Narrow(third, ref numbers[2 * T.Count]);
        T.Narrow(fourth, ref numbers[3 * T.Count]);
        for (int lane = 0; lane < T.Count; lane++)
        {
            for (int i = 0; i < OfBlock; i++)
                normals[(OfBlock * lane) + i] = numbers[(T.Count * i) + lane];
        }
    }
}
