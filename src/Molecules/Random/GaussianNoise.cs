using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Random;

/// <summary>Many normal numbers of one (seed, trajectory, step, purpose) at once, in double precision: those of a <see cref="PhiloxStream"/> in the same
/// order, eight at a time.</summary>
public static class GaussianNoise
{
    private const int Batch = 8;
    private const double UniformScale = 1.0 / 4294967296.0;

    /// <summary>Fills <paramref name="normals"/> with numbers from N(0, 1): Box and Muller 1958.</summary>
    /// <param name="normals">What to fill; at most 2^24.</param>
    /// <param name="seed">The seed, the key.</param>
    /// <param name="trajectory">The trajectory's index.</param>
    /// <param name="step">The step.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The trajectory or the step is negative, or too many numbers are asked for.</exception>
    public static void Fill(Span<double> normals, ulong seed, int trajectory, long step, RandomPurpose purpose)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trajectory);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(normals.Length, 1 << 24);
        uint block = (uint)purpose << 24;
        int done = 0;
        for (; done + Batch <= normals.Length; done += Batch, block += 2)
            FillBatch(normals.Slice(done, Batch), seed, (uint)trajectory, step, block);
        if (done == normals.Length)
            return;

        Span<double> last = stackalloc double[Batch];
        FillBatch(last, seed, (uint)trajectory, step, block);
        last[..(normals.Length - done)].CopyTo(normals[done..]);
    }

    private static void FillBatch(Span<double> normals, ulong seed, uint trajectory, long step, uint block)
    {
        (uint a0, uint a1, uint a2, uint a3) = Philox.Block(trajectory, block, (uint)step, (uint)(step >> 32), (uint)seed, (uint)(seed >> 32));
        (uint b0, uint b1, uint b2, uint b3) = Philox.Block(trajectory, block + 1, (uint)step, (uint)(step >> 32), (uint)seed, (uint)(seed >> 32));
        Vector256<double> radius = Vector256.Sqrt(-2 * ScalarMath4.Log(Uniforms(a0, a2, b0, b2)));
        (Vector256<double> sine, Vector256<double> cosine) = ScalarMath4.SinCosOfTurns(Uniforms(a1, a3, b1, b3));
        Vector256<double> even = radius * cosine;
        Vector256<double> odd = radius * sine;
        for (int i = 0; i < 4; i++)
        {
            normals[2 * i] = even[i];
            normals[(2 * i) + 1] = odd[i];
        }
    }

    private static Vector256<double> Uniforms(uint w0, uint w1, uint w2, uint w3) =>
        (Vector256.Create((double)w0, w1, w2, w3) + Vector256.Create(0.5)) * UniformScale;
}
