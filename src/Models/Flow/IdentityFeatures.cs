using System.Runtime.CompilerServices;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>The first inputs of a coupling's conditioner: the coordinates that it leaves as they are, those on the circle by cosine and sine.</summary>
internal sealed class IdentityFeatures
{
    private const int Lanes = LaneTransposition.Lanes;
    private readonly (int Coordinate, int Feature)[] onLine;
    private readonly (int Coordinate, int Feature)[] onCircle;

    /// <summary>Finds them.</summary>
    public IdentityFeatures(SplineFlowWeights flow, SplineCoupling coupling)
    {
        List<(int, int)> lines = [];
        List<(int, int)> circles = [];
        for (int d = 0; d < flow.Circular.Length; d++)
        {
            if (coupling.Transformed[d])
                continue;
            (flow.Circular[d] ? circles : lines).Add((d, Count));
            Count += flow.Circular[d] ? 2 : 1;
        }

        onLine = [.. lines];
        onCircle = [.. circles];
    }

    /// <summary>How many features there are.</summary>
    public int Count { get; }

    /// <summary>Fills the first features of rows.</summary>
    /// <param name="x">Coordinates, [row, d].</param>
    /// <param name="dimension">D.</param>
    /// <param name="inputs">Filled, rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <typeparam name="T">Numbers side by side.</typeparam>
    public void Fill<T>(ReadOnlySpan<float> x, int dimension, Span<float> inputs, int stride)
        where T : unmanaged, INumberLanes<T>
    {
        int rows = x.Length / dimension;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> coordinates = x.Slice(row * dimension, dimension);
            Span<float> features = inputs.Slice(row * stride, stride);
            foreach ((int coordinate, int feature) in onLine)
                features[feature] = coordinates[coordinate];
        }

        foreach ((int coordinate, int feature) in onCircle)
        {
            for (int row = 0; row < rows; row += Lanes)
            {
                int count = Math.Min(Lanes, rows - row);
                FillCircle<T>(x.Slice(row * dimension, count * dimension), dimension, coordinate, inputs[((row * stride) + feature)..], stride);
            }
        }
    }

    // One coordinate of one row to eight.
    [SkipLocalsInit]
    private static void FillCircle<T>(ReadOnlySpan<float> x, int dimension, int coordinate, Span<float> inputs, int stride)
        where T : unmanaged, INumberLanes<T>
    {
        Span<float> angles = stackalloc float[Lanes];
        Span<float> cosines = stackalloc float[Lanes];
        Span<float> sines = stackalloc float[Lanes];
        int rows = x.Length / dimension;
        for (int row = 0; row < Lanes; row++)
            angles[row] = x[(Math.Min(row, rows - 1) * dimension) + coordinate];
        for (int lane = 0; lane < rows; lane += T.Count)
        {
            (T sine, T cosine) = LaneMath.SinCos(T.Widen(ref angles[lane]));
            T.Narrow(cosine, ref cosines[lane]);
            T.Narrow(sine, ref sines[lane]);
        }

        for (int row = 0; row < rows; row++)
        {
            inputs[row * stride] = cosines[row];
            inputs[(row * stride) + 1] = sines[row];
        }
    }
}
