using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>
/// One row times many vectors of outputs: as many sums at once as registers hold, which hides the latency of a sum and reads weights as fast as the cache
/// gives them. Every sum takes its products in input order, each by one fused multiply-add, as <see cref="RegisterBlock{TVectors, TVector}"/> does.
/// </summary>
internal static unsafe class RowStrip<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>sums = start + sum_i x[i] w[i] for a whole row of outputs.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="pairs">How many pairs of vectors of outputs.</param>
    /// <param name="x">What is multiplied.</param>
    /// <param name="start">What is added to; not <paramref name="sums"/>, as some outputs are done twice.</param>
    /// <param name="sums">What is filled.</param>
    public static void Sum(in PackedWeights weights, int pairs, float* x, float* start, float* sums)
    {
        int width = Width(pairs);
        for (int done = 0; done < pairs; done += width)
        {
            int output = Math.Min(done, pairs - width) * 2 * TVectors.Count;
            switch (width)
            {
                case 7:
                    Sum7(weights, output, x, start + output, sums + output);
                    break;
                case 4:
                    Sum4(weights, output, x, start + output, sums + output);
                    break;
                case 2:
                    Sum2(weights, output, x, start + output, sums + output);
                    break;
                default:
                    Sum1(weights, output, x, start + output, sums + output);
                    break;
            }
        }
    }

    // Strips of seven pairs where they leave no more to do twice than strips of four.
    private static int Width(int pairs)
    {
        if (pairs < 4)
            return Math.Min(pairs, 2);
        return pairs >= 7 && (pairs + 6) / 7 * 7 <= (pairs + 3) / 4 * 4 ? 7 : 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum7(in PackedWeights weights, int output, float* x, float* start, float* sums)
    {
        float* w0 = weights.At(output);
        nint second = (nint)(weights.At(output + TVectors.Count) - w0), step = weights.Step, depth = weights.Depth;
        float* w1 = weights.At(output + (2 * TVectors.Count));
        float* w2 = weights.At(output + (4 * TVectors.Count));
        float* w3 = weights.At(output + (6 * TVectors.Count));
        float* w4 = weights.At(output + (8 * TVectors.Count));
        float* w5 = weights.At(output + (10 * TVectors.Count));
        float* w6 = weights.At(output + (12 * TVectors.Count));
        TVector a0 = TVectors.Load(start + (0 * TVectors.Count)), b0 = TVectors.Load(start + (1 * TVectors.Count));
        TVector a1 = TVectors.Load(start + (2 * TVectors.Count)), b1 = TVectors.Load(start + (3 * TVectors.Count));
        TVector a2 = TVectors.Load(start + (4 * TVectors.Count)), b2 = TVectors.Load(start + (5 * TVectors.Count));
        TVector a3 = TVectors.Load(start + (6 * TVectors.Count)), b3 = TVectors.Load(start + (7 * TVectors.Count));
        TVector a4 = TVectors.Load(start + (8 * TVectors.Count)), b4 = TVectors.Load(start + (9 * TVectors.Count));
        TVector a5 = TVectors.Load(start + (10 * TVectors.Count)), b5 = TVectors.Load(start + (11 * TVectors.Count));
        TVector a6 = TVectors.Load(start + (12 * TVectors.Count)), b6 = TVectors.Load(start + (13 * TVectors.Count));
        for (nint i = 0, at = 0; i < depth; i++, at += step)
        {
            TVector value = TVectors.Create(x[i]);
            a0 = TVectors.MultiplyAdd(value, TVectors.Load(w0 + at), a0);
            b0 = TVectors.MultiplyAdd(value, TVectors.Load(w0 + second + at), b0);
            a1 = TVectors.MultiplyAdd(value, TVectors.Load(w1 + at), a1);
            b1 = TVectors.MultiplyAdd(value, TVectors.Load(w1 + second + at), b1);
            a2 = TVectors.MultiplyAdd(value, TVectors.Load(w2 + at), a2);
            b2 = TVectors.MultiplyAdd(value, TVectors.Load(w2 + second + at), b2);
            a3 = TVectors.MultiplyAdd(value, TVectors.Load(w3 + at), a3);
            b3 = TVectors.MultiplyAdd(value, TVectors.Load(w3 + second + at), b3);
            a4 = TVectors.MultiplyAdd(value, TVectors.Load(w4 + at), a4);
            b4 = TVectors.MultiplyAdd(value, TVectors.Load(w4 + second + at), b4);
            a5 = TVectors.MultiplyAdd(value, TVectors.Load(w5 + at), a5);
            b5 = TVectors.MultiplyAdd(value, TVectors.Load(w5 + second + at), b5);
            a6 = TVectors.MultiplyAdd(value, TVectors.Load(w6 + at), a6);
            b6 = TVectors.MultiplyAdd(value, TVectors.Load(w6 + second + at), b6);
        }

        TVectors.Store(a0, sums + (0 * TVectors.Count));
        TVectors.Store(b0, sums + (1 * TVectors.Count));
        TVectors.Store(a1, sums + (2 * TVectors.Count));
        TVectors.Store(b1, sums + (3 * TVectors.Count));
        TVectors.Store(a2, sums + (4 * TVectors.Count));
        TVectors.Store(b2, sums + (5 * TVectors.Count));
        TVectors.Store(a3, sums + (6 * TVectors.Count));
        TVectors.Store(b3, sums + (7 * TVectors.Count));
        TVectors.Store(a4, sums + (8 * TVectors.Count));
        TVectors.Store(b4, sums + (9 * TVectors.Count));
        TVectors.Store(a5, sums + (10 * TVectors.Count));
        TVectors.Store(b5, sums + (11 * TVectors.Count));
        TVectors.Store(a6, sums + (12 * TVectors.Count));
        TVectors.Store(b6, sums + (13 * TVectors.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum4(in PackedWeights weights, int output, float* x, float* start, float* sums)
    {
        float* w0 = weights.At(output);
        nint second = (nint)(weights.At(output + TVectors.Count) - w0), step = weights.Step, depth = weights.Depth;
        float* w1 = weights.At(output + (2 * TVectors.Count));
        float* w2 = weights.At(output + (4 * TVectors.Count));
        float* w3 = weights.At(output + (6 * TVectors.Count));
        TVector a0 = TVectors.Load(start + (0 * TVectors.Count)), b0 = TVectors.Load(start + (1 * TVectors.Count));
        TVector a1 = TVectors.Load(start + (2 * TVectors.Count)), b1 = TVectors.Load(start + (3 * TVectors.Count));
        TVector a2 = TVectors.Load(start + (4 * TVectors.Count)), b2 = TVectors.Load(start + (5 * TVectors.Count));
        TVector a3 = TVectors.Load(start + (6 * TVectors.Count)), b3 = TVectors.Load(start + (7 * TVectors.Count));
        for (nint i = 0, at = 0; i < depth; i++, at += step)
        {
            TVector value = TVectors.Create(x[i]);
            a0 = TVectors.MultiplyAdd(value, TVectors.Load(w0 + at), a0);
            b0 = TVectors.MultiplyAdd(value, TVectors.Load(w0 + second + at), b0);
            a1 = TVectors.MultiplyAdd(value, TVectors.Load(w1 + at), a1);
            b1 = TVectors.MultiplyAdd(value, TVectors.Load(w1 + second + at), b1);
            a2 = TVectors.MultiplyAdd(value, TVectors.Load(w2 + at), a2);
            b2 = TVectors.MultiplyAdd(value, TVectors.Load(w2 + second + at), b2);
            a3 = TVectors.MultiplyAdd(value, TVectors.Load(w3 + at), a3);
            b3 = TVectors.MultiplyAdd(value, TVectors.Load(w3 + second + at), b3);
        }

        TVectors.Store(a0, sums + (0 * TVectors.Count));
        TVectors.Store(b0, sums + (1 * TVectors.Count));
        TVectors.Store(a1, sums + (2 * TVectors.Count));
        TVectors.Store(b1, sums + (3 * TVectors.Count));
        TVectors.Store(a2, sums + (4 * TVectors.Count));
        TVectors.Store(b2, sums + (5 * TVectors.Count));
        TVectors.Store(a3, sums + (6 * TVectors.Count));
        TVectors.Store(b3, sums + (7 * TVectors.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum2(in PackedWeights weights, int output, float* x, float* start, float* sums)
    {
        float* w0 = weights.At(output);
        nint second = (nint)(weights.At(output + TVectors.Count) - w0), step = weights.Step, depth = weights.Depth;
        float* w1 = weights.At(output + (2 * TVectors.Count));
        TVector a0 = TVectors.Load(start + (0 * TVectors.Count)), b0 = TVectors.Load(start + (1 * TVectors.Count));
        TVector a1 = TVectors.Load(start + (2 * TVectors.Count)), b1 = TVectors.Load(start + (3 * TVectors.Count));
        for (nint i = 0, at = 0; i < depth; i++, at += step)
        {
            TVector value = TVectors.Create(x[i]);
            a0 = TVectors.MultiplyAdd(value, TVectors.Load(w0 + at), a0);
            b0 = TVectors.MultiplyAdd(value, TVectors.Load(w0 + second + at), b0);
            a1 = TVectors.MultiplyAdd(value, TVectors.Load(w1 + at), a1);
            b1 = TVectors.MultiplyAdd(value, TVectors.Load(w1 + second + at), b1);
        }

        TVectors.Store(a0, sums + (0 * TVectors.Count));
        TVectors.Store(b0, sums + (1 * TVectors.Count));
        TVectors.Store(a1, sums + (2 * TVectors.Count));
        TVectors.Store(b1, sums + (3 * TVectors.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum1(in PackedWeights weights, int output, float* x, float* start, float* sums)
    {
        float* w0 = weights.At(output);
        nint second = (nint)(weights.At(output + TVectors.Count) - w0), step = weights.Step, depth = weights.Depth;
        TVector a0 = TVectors.Load(start + (0 * TVectors.Count)), b0 = TVectors.Load(start + (1 * TVectors.Count));
        for (nint i = 0, at = 0; i < depth; i++, at += step)
        {
            TVector value = TVectors.Create(x[i]);
            a0 = TVectors.MultiplyAdd(value, TVectors.Load(w0 + at), a0);
            b0 = TVectors.MultiplyAdd(value, TVectors.Load(w0 + second + at), b0);
        }

        TVectors.Store(a0, sums + (0 * TVectors.Count));
        TVectors.Store(b0, sums + (1 * TVectors.Count));
    }
}
