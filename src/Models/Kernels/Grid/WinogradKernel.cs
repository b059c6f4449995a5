using System.Runtime.Intrinsics;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>
/// A convolution over 3^3 points with zeros around its input, by minimal filtering along x and y (Winograd 1980; Lavin and Gray 2016): 16 products give 2 x 2
/// outputs that take 36 otherwise. Patches of 4 x 4 rows along z, two apart, are transformed by additions alone, multiplied by weights that were
/// transformed before, and the products are added up to 2 x 2 rows. Along z points are neighbours and channels lie innermost, so that three points of the
/// kernel are one dense layer of 3 x inputs values. All is done in one order, by additions and fused multiply-adds of single numbers: a sum depends
/// neither on other points nor on whether the machine has vectors.
/// </summary>
internal sealed unsafe class WinogradKernel : IConvolutionKernel
{
    private const int Edge = 4;
    private const int Products = Edge * Edge;
    private const int Panel = GridSums.Panel;

    // The product with this index enters all outputs of a patch with a plus: it starts from the bias, the others from 0.
    private const int BiasProduct = Edge + 1;

    private readonly AlignedBuffer weights;
    private readonly AlignedBuffer bias;
    private readonly GridScratch scratch;
    private readonly int depth;
    private readonly int panels;

    /// <summary>Transforms the weights of a layer without problems, of kernel 3.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="scratch">Shared with other kernels of the same thread.</param>
    public WinogradKernel(ConvolutionLayer layer, GridScratch scratch)
    {
        this.scratch = scratch;
        Inputs = layer.Inputs;
        Outputs = layer.Outputs;
        depth = 3 * layer.Inputs;
        panels = GridSums.PanelsOf(layer.Outputs);
        weights = new AlignedBuffer(checked(panels * Products * depth * Panel));
        bias = new AlignedBuffer(panels * Panel);
        layer.Bias.CopyTo(bias.Span);
        Transform(layer);
    }

    /// <inheritdoc/>
    public int Inputs { get; }

    /// <inheritdoc/>
    public int Outputs { get; }

    /// <inheritdoc/>
    public void Evaluate(GridFeatures input, GridSums sums)
    {
        int patches = (sums.Points + 1) / 2;
        float* inputs = scratch.Inputs(checked(Products * patches * input.RowLength));
        float* products = scratch.Products(checked(Products * patches * sums.RowLength));
        for (int x = 0; x < patches; x++)
        {
            for (int y = 0; y < patches; y++)
                TransformInput(input, 2 * x, 2 * y, inputs + ((nint)y * input.RowLength), (nint)patches * input.RowLength);
            for (int panel = 0; panel < panels; panel++)
            {
                Multiply(panel, inputs, input.RowLength, products, sums.RowLength, patches);
                for (int y = 0; y < patches; y++)
                    TransformOutput(products + ((nint)y * sums.RowLength), (nint)patches * sums.RowLength, sums, panel, 2 * x, 2 * y);
            }
        }

        GC.KeepAlive(this);
    }

    // For each product, six points at a time, the rows of all patches while its weights are in the nearest cache.
    private void Multiply(int panel, float* inputs, int inputRow, float* products, int productRow, int patches)
    {
        float* none = scratch.Zeros(Panel);
        for (int product = 0; product < Products; product++)
        {
            float* w = weights.Pointer + ((((nint)panel * Products) + product) * depth * Panel);
            float* start = product == BiasProduct ? bias.Pointer + (panel * Panel) : none;
            for (int patch = 0; patch < patches; patch++)
            {
                nint row = ((nint)product * patches) + patch;
                float* from = inputs + (row * inputRow);
                float* to = products + (row * productRow);
                for (int i = 0; i < productRow; i += GridSums.Tile * Panel)
                    TileKernel.Evaluate(w, depth, from + ((nint)i / Panel * Inputs), Inputs, start, 0, to + i);
            }
        }
    }

    // Along each of x and y, from d0 to d3: d0 - d2, d1 + d2, d2 - d1, d1 - d3.
    private void TransformInput(GridFeatures input, int x, int y, float* transformed, nint productStride)
    {
        int length = input.RowLength;
        TransformRows(Rows(input, x - 1, y), Rows(input, x + 1, y), -1, transformed, productStride, length);
        TransformRows(Rows(input, x, y), Rows(input, x + 1, y), 1, transformed + (Edge * productStride), productStride, length);
        TransformRows(Rows(input, x + 1, y), Rows(input, x, y), -1, transformed + (2 * Edge * productStride), productStride, length);
        TransformRows(Rows(input, x, y), Rows(input, x + 2, y), -1, transformed + (3 * Edge * productStride), productStride, length);
    }

    private static void TransformRows(FourRows first, FourRows second, float sign, float* transformed, nint productStride, int length)
    {
        Vector256<float> factor = Vector256.Create(sign);
        for (int i = 0; i < length; i += Vector256<float>.Count)
        {
            Vector256<float> d0 = Vector256.FusedMultiplyAdd(factor, Vector256.Load(second.Row0 + i), Vector256.Load(first.Row0 + i));
            Vector256<float> d1 = Vector256.FusedMultiplyAdd(factor, Vector256.Load(second.Row1 + i), Vector256.Load(first.Row1 + i));
            Vector256<float> d2 = Vector256.FusedMultiplyAdd(factor, Vector256.Load(second.Row2 + i), Vector256.Load(first.Row2 + i));
            Vector256<float> d3 = Vector256.FusedMultiplyAdd(factor, Vector256.Load(second.Row3 + i), Vector256.Load(first.Row3 + i));
            float* to = transformed + i;
            (d0 - d2).Store(to);
            (d1 + d2).Store(to + productStride);
            (d2 - d1).Store(to + (2 * productStride));
            (d1 - d3).Store(to + (3 * productStride));
        }
    }

    // Along each of x and y, from m0 to m3: m0 + (m1 + m2), m1 - (m2 + m3).
    private static void TransformOutput(float* products, nint productStride, GridSums sums, int panel, int x, int y)
    {
        for (int i = 0; i < Math.Min(2, sums.Points - x); i++)
        {
            float* first = sums.Row(panel, x + i, y);
            float* second = y + 1 < sums.Points ? sums.Row(panel, x + i, y + 1) : first;
            AddRows(products + (i * Edge * productStride), productStride, i == 0 ? 1 : -1, sums.RowLength, second, first);
        }
    }

    // Where there is no second row it is the first, which is stored last.
    private static void AddRows(float* products, nint productStride, float sign, int length, float* second, float* first)
    {
        Vector256<float> factor = Vector256.Create(sign);
        for (int i = 0; i < length; i += Vector256<float>.Count)
        {
            float* from = products + i;
            Vector256<float> m0 = AlongX(from, productStride, factor);
            Vector256<float> m1 = AlongX(from + productStride, productStride, factor);
            Vector256<float> m2 = AlongX(from + (2 * productStride), productStride, factor);
            Vector256<float> m3 = AlongX(from + (3 * productStride), productStride, factor);
            (m1 - (m2 + m3)).Store(second + i);
            (m0 + (m1 + m2)).Store(first + i);
        }
    }

    private static Vector256<float> AlongX(float* product, nint productStride, Vector256<float> factor)
    {
        Vector256<float> two = Vector256.Load(product + (Edge * productStride)) + Vector256.Load(product + (2 * Edge * productStride));
        return Vector256.FusedMultiplyAdd(factor, two, Vector256.Load(product));
    }

    // Rows y - 1 to y + 2, of zeros where there are none.
    private FourRows Rows(GridFeatures input, int x, int y) => new(Row(input, x, y - 1), Row(input, x, y), Row(input, x, y + 1), Row(input, x, y + 2));

    private float* Row(GridFeatures input, int x, int y) =>
        x < 0 || y < 0 || x >= input.Points || y >= input.Points ? scratch.Zeros(input.RowLength) : input.Margin(x, y);

    // From [output, input, x, y, z]; along each of x and y, from g0 to g2: g0, (g0 + g1 + g2) / 2, (g0 - g1 + g2) / 2, g2.
    private void Transform(ConvolutionLayer layer)
    {
        double[] kernel = new double[9];
        double[] alongX = new double[12];
        double[] products = new double[Products];
        for (int row = 0; row < Outputs * Inputs * 3; row++)
        {
            (int output, int input, int z) = (row / 3 / Inputs, row / 3 % Inputs, row % 3);
            for (int tap = 0; tap < 9; tap++)
                kernel[tap] = layer.Weights[(row / 3 * 27) + (tap * 3) + z];
            for (int y = 0; y < 3; y++)
                TransformThree(kernel.AsSpan(y), 3, alongX.AsSpan(y), 3);
            for (int x = 0; x < Edge; x++)
                TransformThree(alongX.AsSpan(3 * x), 1, products.AsSpan(Edge * x), 1);
            for (int product = 0; product < Products; product++)
            {
                int place = ((((output / Panel * Products) + product) * 3) + z) * Inputs;
                weights.Span[((place + input) * Panel) + (output % Panel)] = (float)products[product];
            }
        }
    }

    private static void TransformThree(ReadOnlySpan<double> from, int stride, Span<double> to, int toStride)
    {
        (double first, double middle, double last) = (from[0], from[stride], from[2 * stride]);
        to[0] = first;
        to[toStride] = 0.5 * (first + middle + last);
        to[2 * toStride] = 0.5 * (first - middle + last);
        to[3 * toStride] = last;
    }

    private readonly struct FourRows(float* row0, float* row1, float* row2, float* row3)
    {
        public readonly float* Row0 = row0;
        public readonly float* Row1 = row1;
        public readonly float* Row2 = row2;
        public readonly float* Row3 = row3;
    }
}
