using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Kernels.Vectors;

namespace LatentSim.Models.Propagator;

/// <summary>Draws an index from the softmax of logits, without a branch that depends on what is drawn. Used by one thread at a time.</summary>
/// <param name="components">The number of logits.</param>
internal sealed unsafe class ComponentChoice<TVectors, TVector>(int components)
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private const int Widest = 16;
    private readonly AlignedBuffer exponentials = new((components + Widest - 1) / Widest * Widest);
    private readonly double[] cumulative = [.. Enumerable.Repeat(double.PositiveInfinity, (components + Widest - 1) / Widest * Widest)];

    /// <summary>The first component whose cumulative probability exceeds a uniform number; -1 when the logits are not numbers.</summary>
    /// <param name="logits">The logits; whole vectors of them are read.</param>
    /// <param name="uniform">A number in (0, 1).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Draw(float* logits, double uniform)
    {
        TVector maximum = TVectors.Create(Maximum(logits));
        float* shares = exponentials.Pointer;
        for (int i = 0; i < components; i += TVectors.Count)
            TVectors.Store(Elementary<TVectors, TVector>.Exp(TVectors.Subtract(TVectors.Load(logits + i), maximum)), shares + i);

        fixed (double* sums = cumulative)
        {
            double sum = 0;
            int last = components - 1;
            for (int i = 0; i < last; i++)
                sums[i] = sum += shares[i];
            sum += shares[last];
            return double.IsFinite(sum) ? CountUpTo(uniform * sum, sums, last) : -1;
        }
    }

    // How many cumulative sums, which never decrease, the target has reached. What rounds them up is infinite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountUpTo(double target, double* sums, int count)
    {
        Vector256<double> reached = Vector256.Create(target);
        Vector256<long> counts = Vector256<long>.Zero;
        for (int i = 0; i < count; i += Vector256<double>.Count)
            counts -= Vector256.LessThanOrEqual(Vector256.Load(sums + i), reached).AsInt64();
        return (int)Vector256.Sum(counts);
    }

    // A logit that is not a number makes the sum of exponentials none, whatever the maximum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Maximum(float* logits)
    {
        float maximum = logits[0];
        int i = 0;
        if (components >= TVectors.Count)
        {
            TVector largest = TVectors.Load(logits);
            for (i = TVectors.Count; i + TVectors.Count <= components; i += TVectors.Count)
                largest = TVectors.AtLeast(largest, TVectors.Load(logits + i));
            float* lanes = exponentials.Pointer;
            TVectors.Store(largest, lanes);
            for (int lane = 0; lane < TVectors.Count; lane++)
                maximum = float.MaxNative(maximum, lanes[lane]);
        }

        for (; i < components; i++)
            maximum = float.MaxNative(maximum, logits[i]);
        return maximum;
    }
}
