using System.Runtime.Intrinsics;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>Normalizes sums over all channels and points, then scales and shifts each channel. Moments are added up in double precision.</summary>
internal sealed unsafe class GridNormalizationKernel
{
    private const double Epsilon = 1e-5;
    private const int Panel = GridSums.Panel;
    private readonly GridNormalization norm;
    private readonly AlignedBuffer factors;
    private readonly AlignedBuffer offsets;

    /// <summary>Prepares a normalization without problems.</summary>
    public GridNormalizationKernel(GridNormalization norm)
    {
        this.norm = norm;
        factors = new AlignedBuffer(GridSums.PanelsOf(Channels) * Panel);
        offsets = new AlignedBuffer(GridSums.PanelsOf(Channels) * Panel);
    }

    private int Channels => norm.Scale.Length;

    /// <summary>Normalizes in place.</summary>
    public void Apply(GridSums sums)
    {
        (double mean, double variance) = Moments(sums);
        double inverse = 1 / Math.Sqrt(variance + Epsilon);
        for (int channel = 0; channel < Channels; channel++)
        {
            double factor = norm.Scale[channel] * inverse;
            factors.Pointer[channel] = (float)factor;
            offsets.Pointer[channel] = (float)(norm.Shift[channel] - (factor * mean));
        }

        for (int panel = 0; panel < GridSums.PanelsOf(Channels); panel++)
        {
            for (int row = 0; row < sums.Points * sums.Points; row++)
                Scale(sums.Row(panel, row / sums.Points, row % sums.Points), sums.Points, factors.Pointer + (panel * Panel), offsets.Pointer + (panel * Panel));
        }

        GC.KeepAlive(this);
    }

    // Channels that are not there are sums of zeros, and add nothing.
    private (double Mean, double Variance) Moments(GridSums sums)
    {
        Vector256<double> first = Vector256<double>.Zero, second = first;
        for (int panel = 0; panel < GridSums.PanelsOf(Channels); panel++)
        {
            for (int row = 0; row < sums.Points * sums.Points; row++)
                AddMoments(sums.Row(panel, row / sums.Points, row % sums.Points), sums.Points * Panel, ref first, ref second);
        }

        double count = (double)Channels * sums.Points * sums.Points * sums.Points;
        double mean = Sum(first) / count;
        return (mean, Math.Max(0, (Sum(second) / count) - (mean * mean)));
    }

    // In an order that is the same on every machine.
    private static double Sum(Vector256<double> values) => (values[0] + values[1]) + (values[2] + values[3]);

    private static void AddMoments(float* values, int count, ref Vector256<double> first, ref Vector256<double> second)
    {
        (Vector256<double> sum, Vector256<double> otherSum, Vector256<double> squares, Vector256<double> otherSquares) = (first, default, second, default);
        for (int i = 0; i < count; i += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(values + i));
            sum += low;
            otherSum += high;
            squares = Vector256.FusedMultiplyAdd(low, low, squares);
            otherSquares = Vector256.FusedMultiplyAdd(high, high, otherSquares);
        }

        first = sum + otherSum;
        second = squares + otherSquares;
    }

    private static void Scale(float* row, int points, float* factor, float* offset)
    {
        Vector256<float> lowFactor = Vector256.Load(factor), highFactor = Vector256.Load(factor + (Panel / 2));
        Vector256<float> lowOffset = Vector256.Load(offset), highOffset = Vector256.Load(offset + (Panel / 2));
        for (int z = 0; z < points; z++, row += Panel)
        {
            Vector256.FusedMultiplyAdd(Vector256.Load(row), lowFactor, lowOffset).Store(row);
            Vector256.FusedMultiplyAdd(Vector256.Load(row + (Panel / 2)), highFactor, highOffset).Store(row + (Panel / 2));
        }
    }
}
