using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>
/// The inverse of <see cref="RationalQuadraticSpline"/> for eight splines side by side (Durkan et al. 2019, eqs. 6 to 8), in its arithmetic and order of
/// operations: one spline has the same bits whatever the others are. Used by one thread at a time.
/// </summary>
internal sealed class InverseSplines
{
    private const int Lanes = LaneTransposition.Lanes;
    private readonly int bins;
    private readonly int blocks;
    private readonly bool periodic;
    private readonly SplineBins found;
    private readonly float[] shares;

    /// <summary>Makes room for splines of a number of bins on [-half, half].</summary>
    public InverseSplines(int bins, bool periodic, double half)
    {
        this.bins = bins;
        this.periodic = periodic;
        found = new SplineBins(bins, half);
        blocks = ((2 * bins) + Lanes - 1) / Lanes;
        shares = new float[blocks * Lanes * Lanes];
    }

    /// <summary>The floats that are read from where a spline's parameters begin: more than it has.</summary>
    public int Read => Math.Max(blocks * Lanes, (3 * bins) + 1);

    /// <summary>The x in [-half, half] at which each spline has the value y.</summary>
    /// <param name="parameters">What places count from.</param>
    /// <param name="places">Where the raw parameters of each spline begin, in the order of <see cref="RationalQuadraticSpline.Forward"/>.</param>
    /// <param name="y">Eight values y; becomes x.</param>
    /// <typeparam name="T">Four or eight numbers side by side.</typeparam>
    [SkipLocalsInit]
    public void Run<T>(ref float parameters, ReadOnlySpan<int> places, Span<double> y)
        where T : unmanaged, INumberLanes<T>
    {
        ref float widths = ref MemoryMarshal.GetArrayDataReference(shares);
        ref float heights = ref Unsafe.Add(ref widths, bins * Lanes);
        LaneTransposition.Load(ref parameters, places, blocks, ref widths);
        Exponentials(ref widths);
        Exponentials(ref heights);

        for (int lane = 0; lane < Lanes; lane += T.Count)
            found.Find<T>(lane, y, ref widths, ref heights);
        Span<float> slopes = stackalloc float[2 * Lanes];
        FillSlopes(ref parameters, places, slopes);
        for (int lane = 0; lane < Lanes; lane += T.Count)
            found.Solve<T>(lane, y, slopes[..Lanes], slopes[Lanes..], !periodic);
    }

    // The numerators of a softmax over bins.
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
    private void FillSlopes(ref float parameters, ReadOnlySpan<int> places, Span<float> slopes)
    {
        ReadOnlySpan<double> indices = found.Indices;
        ref float first = ref Unsafe.Add(ref parameters, (2 * bins) - (periodic ? 0 : 1));
        for (int lane = 0; lane < Lanes; lane++)
        {
            int bin = (int)indices[lane];
            int right = periodic && bin == bins - 1 ? 0 : bin + 1;
            slopes[lane] = Unsafe.Add(ref first, places[lane] + bin);
            slopes[Lanes + lane] = Unsafe.Add(ref first, places[lane] + right);
        }

        RationalQuadraticSpline.Slope(Vector256.LoadUnsafe(ref slopes[0])).StoreUnsafe(ref slopes[0]);
        RationalQuadraticSpline.Slope(Vector256.LoadUnsafe(ref slopes[Lanes])).StoreUnsafe(ref slopes[Lanes]);
    }
}
