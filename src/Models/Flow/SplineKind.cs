using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>The coordinates of one kind that a coupling transforms, on the line or on the circle: the splines of all rows together, whosesoever they
/// are, so that few rows of many coordinates and many rows of few fill the lanes alike. Used by one thread at a time.</summary>
internal sealed class SplineKind
{
    private const int Lanes = LaneTransposition.Lanes;
    private readonly int[] coordinates;
    private readonly int[] places;
    private readonly bool circular;
    private readonly int bins;
    private readonly float tailBound;
    private readonly InverseSplines splines;
    private readonly int[] splinePlaces = new int[InverseSplines.Most];
    private readonly int[] targets = new int[InverseSplines.Most];
    private readonly double[] values = new double[InverseSplines.Most];

    /// <summary>Finds the coordinates of a coupling.</summary>
    public SplineKind(SplineFlowWeights flow, SplineCoupling coupling, bool circular)
    {
        this.circular = circular;
        bins = flow.Bins;
        tailBound = flow.TailBound;
        splines = new InverseSplines(bins, circular, circular ? Math.PI : flow.TailBound);
        List<int> found = [];
        List<int> starts = [];
        int next = 0;
        for (int d = 0; d < flow.Circular.Length; d++)
        {
            if (!coupling.Transformed[d])
                continue;
            if (flow.Circular[d] == circular)
            {
                found.Add(d);
                starts.Add(next);
            }

            next += SplineFlowCheck.ParametersOf(flow, d);
        }

        coordinates = [.. found];
        places = [.. starts];
    }

    /// <summary>The floats after a row's parameters that may be read.</summary>
    public int ReadBeyond => splines.Read;

    /// <summary>Base to data, in place.</summary>
    /// <param name="z">[row, coordinate].</param>
    /// <param name="dimension">Coordinates of a row.</param>
    /// <param name="parameters">What the conditioner gave, rows <paramref name="stride"/> apart, with <see cref="ReadBeyond"/> more floats.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <typeparam name="T">Four or eight numbers side by side.</typeparam>
    public void Inverse<T>(Span<float> z, int dimension, ReadOnlySpan<float> parameters, int stride)
        where T : unmanaged, INumberLanes<T>
    {
        ref float first = ref MemoryMarshal.GetReference(parameters);
        ref float coordinate = ref MemoryMarshal.GetReference(z);
        int count = z.Length / dimension * coordinates.Length;
        for (int done = 0; done < count; done += InverseSplines.Most)
        {
            // The last eight may hold splines of before, whose results nobody reads.
            int filled = Math.Min(InverseSplines.Most, count - done);
            int whole = (filled + Lanes - 1) / Lanes * Lanes;
            FillPlaces(done, filled, dimension, stride);
            for (int i = 0; i < filled; i++)
                values[i] = Unsafe.Add(ref coordinate, targets[i]);
            splines.Run<T>(ref first, splinePlaces.AsSpan(0, whole), values.AsSpan(0, whole));
            for (int i = 0; i < filled; i++)
                Place(ref Unsafe.Add(ref coordinate, targets[i]), values[i], ref Unsafe.Add(ref first, splinePlaces[i] + (3 * bins)));
        }
    }

    // Where the parameters and the coordinates of some splines are, counted from the first row's.
    private void FillPlaces(int firstSpline, int count, int dimension, int stride)
    {
        (int row, int next) = Math.DivRem(firstSpline, coordinates.Length);
        for (int i = 0; i < count; row++, next = 0)
        {
            int run = Math.Min(count - i, coordinates.Length - next);
            Offset(places.AsSpan(next, run), row * stride, splinePlaces.AsSpan(i, run));
            Offset(coordinates.AsSpan(next, run), row * dimension, targets.AsSpan(i, run));
            i += run;
        }
    }

    private static void Offset(ReadOnlySpan<int> from, int offset, Span<int> to)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = from[i] + offset;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(ref float z, double x, ref readonly float shift)
    {
        if (circular)
            z = CouplingKernel.ToAngle(x - shift);
        else if (Math.Abs(z) < tailBound)
            z = (float)x;
    }
}
