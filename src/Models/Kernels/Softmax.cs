using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Models.Kernels;

/// <summary>The numerators of a softmax, for kernels that need only some of its values.</summary>
internal static class Softmax
{
    /// <summary>Fills exp(raw - max raw) and returns its sum, NaN if a raw value is NaN.</summary>
    /// <param name="raw">The logits.</param>
    /// <param name="exponentials">At least as many values as logits, rounded up to whole vectors of eight; those after the logits are overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exponentials(ReadOnlySpan<float> raw, Span<float> exponentials)
    {
        float maximum = raw[0];
        for (int i = 1; i < raw.Length; i++)
            maximum = raw[i] > maximum ? raw[i] : maximum;

        raw.CopyTo(exponentials);
        ref float first = ref MemoryMarshal.GetReference(exponentials);
        for (int i = 0; i < raw.Length; i += Vector256<float>.Count)
        {
            Vector256<float> value = Vector256.LoadUnsafe(ref first, (nuint)i);
            VectorMath.Exp(value - Vector256.Create(maximum)).StoreUnsafe(ref first, (nuint)i);
        }

        double sum = 0;
        for (int i = 0; i < raw.Length; i++)
            sum += exponentials[i];
        return sum;
    }
}
