using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>The coordinates of one kind that a coupling transforms, on the line or on the circle: the splines of all rows eight by eight, whosesoever they
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
    private readonly int[] lanePlaces = new int[Lanes];
    private readonly int[] laneTargets = new int[Lanes];
    private readonly double[] lanes = new double[Lanes];

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
    public void Inverse<T>(Span<float> z, int dimension, ReadOnlySpan<float> parameters, int stride)
        where T : unmanaged, INumberLanes<T>
    {
        ref float first = ref MemoryMarshal.GetReference(parameters);
        int left = z.Length / dimension * coordinates.Length;
        (int row, int coordinate) = (0, 0);
        while (left > 0)
        {
            int filled = Math.Min(Lanes, left);
            for (int lane = 0; lane < filled; lane++)
            {
                lanePlaces[lane] = (row * stride) + places[coordinate];
                laneTargets[lane] = (row * dimension) + coordinates[coordinate];
                lanes[lane] = z[laneTargets[lane]];
                coordinate++;
                if (coordinate == coordinates.Length)
                    (row, coordinate) = (row + 1, 0);
            }

            InvertLanes<T>(ref first);
            for (int lane = 0; lane < filled; lane++)
                z[laneTargets[lane]] = (float)lanes[lane];
            left -= filled;
        }
    }

    // Lanes that are not filled are splines of before, whose results nobody reads.
    [SkipLocalsInit]
    private void InvertLanes<T>(ref float parameters)
        where T : unmanaged, INumberLanes<T>
    {
        Span<double> y = stackalloc double[Lanes];
        lanes.CopyTo(y);
        splines.Run<T>(ref parameters, lanePlaces, y);
        for (int lane = 0; lane < Lanes; lane++)
        {
            if (circular)
                lanes[lane] = CouplingKernel.ToAngle(y[lane] - Unsafe.Add(ref parameters, lanePlaces[lane] + (3 * bins)));
            else if (Math.Abs(lanes[lane]) < tailBound)
                lanes[lane] = y[lane];
        }
    }
}
