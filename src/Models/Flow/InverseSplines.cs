using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>
/// The inverse of <see cref="RationalQuadraticSpline"/> for many splines (Durkan et al. 2019, eqs. 6 to 8), in its arithmetic and order of operations: one
/// spline has the same bits whatever the others are. Eight lie side by side, and every stage is computed for several eights in turn: one has to wait for its
/// own results, and the processor goes on with the next meanwhile. Used by one thread at a time.
/// </summary>
internal sealed class InverseSplines
{
    /// <summary>The most splines at once.</summary>
    public const int Most = 8 * Lanes;

    private const int Lanes = LaneTransposition.Lanes;
    private readonly int bins;
    private readonly int blocks;
    private readonly bool periodic;
    private readonly SplineBins found;
    private readonly float[] shares;
    private readonly float[] leftSlopes = new float[Most];
    private readonly float[] rightSlopes = new float[Most];

    /// <summary>Makes room for splines of a number of bins on [-half, half].</summary>
    public InverseSplines(int bins, bool periodic, double half)
    {
        this.bins = bins;
        this.periodic = periodic;
        found = new SplineBins(bins, half, Most);
        blocks = ((2 * bins) + Lanes - 1) / Lanes;
        shares = new float[blocks * Lanes * Most];
    }

    /// <summary>The floats that are read from where a spline's parameters begin: more than it has.</summary>
    public int Read => Math.Max(blocks * Lanes, (3 * bins) + 1);

    /// <summary>The x in [-half, half] at which each spline has the value y.</summary>
    /// <param name="parameters">What places count from.</param>
    /// <param name="places">Where the raw parameters of each spline begin, in the order of <see cref="RationalQuadraticSpline.Forward"/>; whole eights, at
    /// most <see cref="Most"/>.</param>
    /// <param name="y">As many values y; becomes x.</param>
    /// <typeparam name="T">Four or eight numbers side by side.</typeparam>
    public void Run<T>(ref float parameters, ReadOnlySpan<int> places, Span<double> y)
        where T : unmanaged, INumberLanes<T>
    {
        int stride = blocks * Lanes;
        ref float widths = ref MemoryMarshal.GetArrayDataReference(shares);
        ref float heights = ref Unsafe.Add(ref widths, bins * Lanes);
        for (int i = 0; i < places.Length; i += Lanes)
            LaneTransposition.Load(ref parameters, places.Slice(i, Lanes), blocks, ref Unsafe.Add(ref widths, i * stride));
        for (int i = 0; i < places.Length; i += Lanes)
        {
            Exponentials(ref Unsafe.Add(ref widths, i * stride));
            Exponentials(ref Unsafe.Add(ref heights, i * stride));
        }

        for (int i = 0; i < places.Length; i += T.Count)
        {
            int place = (i / Lanes * Lanes * stride) + (i % Lanes);
            found.Find<T>(i, y, ref Unsafe.Add(ref widths, place), ref Unsafe.Add(ref heights, place));
        }

        FillSlopes(ref parameters, places);
        for (int i = 0; i < places.Length; i += T.Count)
            found.Solve<T>(i, y, leftSlopes, rightSlopes, !periodic);
    }

    // The numerators of a softmax over bins.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Exponentials(ref float raw)
    {
        Vector256<float> maximum = Vector256.LoadUnsafe(ref raw);
        for (int bin = 1; bin < bins; bin++)
        {
            Vector256<float> next = Vector256.LoadUnsafe(ref raw, (nuint)(bin * Lanes));
            maximum = Vector256.ConditionalSelect(Vector256.GreaterThan(next, maximum), next, maximum);
        }

        for (int bin = 0; bin < bins; bin++)
        {
            Vector256<float> share = VectorMath.Exp(Vector256.LoadUnsafe(ref raw, (nuint)(bin * Lanes)) - maximum);
            share.StoreUnsafe(ref raw, (nuint)(bin * Lanes));
        }
    }

    // The slopes at the knots left and right of each bin. What stands beside the parameters of a line's inner knots is read too, and not used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FillSlopes(ref float parameters, ReadOnlySpan<int> places)
    {
        ReadOnlySpan<double> indices = found.Indices;
        ref float first = ref Unsafe.Add(ref parameters, (2 * bins) - (periodic ? 0 : 1));
        for (int i = 0; i < places.Length; i++)
        {
            int bin = (int)indices[i];
            int right = periodic && bin == bins - 1 ? 0 : bin + 1;
            leftSlopes[i] = Unsafe.Add(ref first, places[i] + bin);
            rightSlopes[i] = Unsafe.Add(ref first, places[i] + right);
        }

        for (int i = 0; i < places.Length; i += Lanes)
        {
            RationalQuadraticSpline.Slope(Vector256.LoadUnsafe(ref leftSlopes[i])).StoreUnsafe(ref leftSlopes[i]);
            RationalQuadraticSpline.Slope(Vector256.LoadUnsafe(ref rightSlopes[i])).StoreUnsafe(ref rightSlopes[i]);
        }
    }
}
