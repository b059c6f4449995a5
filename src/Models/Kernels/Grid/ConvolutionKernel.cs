using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>
/// A convolution with zeros around its input. Points are neighbours along z and channels lie innermost, so that three points of the kernel along z are one
/// dense layer of 3 x inputs values, and the kernel is nine of them; those that lie outside along x or y are left out. Weights are packed into panels of 16
/// outputs, [panel, x, y, (z, input), 16], and six points go through a panel at once. Every sum is its start plus its products in one order, each added by a
/// fused multiply-add: it depends neither on other points nor on whether the machine has vectors.
/// </summary>
internal sealed unsafe class ConvolutionKernel
{
    private const int Panel = GridSums.Panel;
    private const int Half = Panel / 2;
    private readonly AlignedBuffer weights;
    private readonly AlignedBuffer bias;
    private readonly int reach;
    private readonly int depth;
    private readonly int panels;

    /// <summary>Packs the weights of a layer without problems.</summary>
    public ConvolutionKernel(ConvolutionLayer layer)
    {
        Inputs = layer.Inputs;
        Outputs = layer.Outputs;
        reach = layer.Kernel / 2;
        depth = layer.Kernel * layer.Inputs;
        panels = GridSums.PanelsOf(layer.Outputs);
        weights = new AlignedBuffer(checked(panels * layer.Kernel * layer.Kernel * depth * Panel));
        bias = new AlignedBuffer(panels * Panel);
        layer.Bias.CopyTo(bias.Span);
        Pack(layer);
    }

    /// <summary>Input channels.</summary>
    public int Inputs { get; }

    /// <summary>Output channels.</summary>
    public int Outputs { get; }

    /// <summary>Fills sums with the convolution of an input of <see cref="Inputs"/> channels.</summary>
    public void Evaluate(GridFeatures input, GridSums sums)
    {
        for (int panel = 0; panel < panels; panel++)
        {
            for (int x = 0; x < sums.Points; x++)
            {
                for (int y = 0; y < sums.Points; y++)
                    Start(panel, sums.Row(panel, x, y), GridSums.RowLengthOf(sums.Points));
                AddPlane(panel, x, input, sums);
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>Adds the convolution of an input to sums.</summary>
    public void Accumulate(GridFeatures input, GridSums sums)
    {
        for (int panel = 0; panel < panels; panel++)
        {
            for (int x = 0; x < sums.Points; x++)
            {
                for (int y = 0; y < sums.Points; y++)
                    AddBias(panel, sums.Row(panel, x, y), GridSums.RowLengthOf(sums.Points));
                AddPlane(panel, x, input, sums);
            }
        }

        GC.KeepAlive(this);
    }

    // A plane of sums and the weights of one (x, y) of the kernel stay in the nearest cache.
    private void AddPlane(int panel, int x, GridFeatures input, GridSums sums)
    {
        int points = sums.Points;
        int edge = (2 * reach) + 1;
        for (int dx = Math.Max(-reach, -x); dx <= Math.Min(reach, points - 1 - x); dx++)
        {
            for (int dy = -reach; dy <= reach; dy++)
            {
                float* w = weights.Pointer + (((((nint)panel * edge) + dx + reach) * edge) + dy + reach) * depth * Panel;
                for (int y = Math.Max(0, -dy); y < Math.Min(points, points - dy); y++)
                    AddRow(w, input.Margin(x + dx, y + dy) + ((1 - reach) * Inputs), sums.Row(panel, x, y), points);
            }
        }
    }

    private void AddRow(float* w, float* input, float* sums, int points)
    {
        for (int z = 0; z < points; z += GridSums.Tile)
            AddTile(w, depth, input + ((nint)z * Inputs), Inputs, sums + (z * Panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile(float* w, int depth, float* input, int stride, float* sums)
    {
        float* x0 = input, x1 = x0 + stride, x2 = x1 + stride, x3 = x2 + stride, x4 = x3 + stride, x5 = x4 + stride;
        Vector256<float> a0 = Vector256.Load(sums), b0 = Vector256.Load(sums + Half);
        Vector256<float> a1 = Vector256.Load(sums + Panel), b1 = Vector256.Load(sums + Panel + Half);
        Vector256<float> a2 = Vector256.Load(sums + (2 * Panel)), b2 = Vector256.Load(sums + (2 * Panel) + Half);
        Vector256<float> a3 = Vector256.Load(sums + (3 * Panel)), b3 = Vector256.Load(sums + (3 * Panel) + Half);
        Vector256<float> a4 = Vector256.Load(sums + (4 * Panel)), b4 = Vector256.Load(sums + (4 * Panel) + Half);
        Vector256<float> a5 = Vector256.Load(sums + (5 * Panel)), b5 = Vector256.Load(sums + (5 * Panel) + Half);
        for (nint i = 0; i < depth; i++, w += Panel)
        {
            Vector256<float> low = Vector256.Load(w);
            Vector256<float> high = Vector256.Load(w + Half);
            Vector256<float> x = Vector256.Create(x0[i]);
            a0 = Vector256.FusedMultiplyAdd(x, low, a0);
            b0 = Vector256.FusedMultiplyAdd(x, high, b0);
            x = Vector256.Create(x1[i]);
            a1 = Vector256.FusedMultiplyAdd(x, low, a1);
            b1 = Vector256.FusedMultiplyAdd(x, high, b1);
            x = Vector256.Create(x2[i]);
            a2 = Vector256.FusedMultiplyAdd(x, low, a2);
            b2 = Vector256.FusedMultiplyAdd(x, high, b2);
            x = Vector256.Create(x3[i]);
            a3 = Vector256.FusedMultiplyAdd(x, low, a3);
            b3 = Vector256.FusedMultiplyAdd(x, high, b3);
            x = Vector256.Create(x4[i]);
            a4 = Vector256.FusedMultiplyAdd(x, low, a4);
            b4 = Vector256.FusedMultiplyAdd(x, high, b4);
            x = Vector256.Create(x5[i]);
            a5 = Vector256.FusedMultiplyAdd(x, low, a5);
            b5 = Vector256.FusedMultiplyAdd(x, high, b5);
        }

        a0.Store(sums);
        b0.Store(sums + Half);
        a1.Store(sums + Panel);
        b1.Store(sums + Panel + Half);
        a2.Store(sums + (2 * Panel));
        b2.Store(sums + (2 * Panel) + Half);
        a3.Store(sums + (3 * Panel));
        b3.Store(sums + (3 * Panel) + Half);
        a4.Store(sums + (4 * Panel));
        b4.Store(sums + (4 * Panel) + Half);
        a5.Store(sums + (5 * Panel));
        b5.Store(sums + (5 * Panel) + Half);
    }

    private void Start(int panel, float* row, int points)
    {
        Vector256<float> low = Vector256.Load(bias.Pointer + (panel * Panel));
        Vector256<float> high = Vector256.Load(bias.Pointer + (panel * Panel) + Half);
        for (int z = 0; z < points; z++, row += Panel)
        {
            low.Store(row);
            high.Store(row + Half);
        }
    }

    private void AddBias(int panel, float* row, int points)
    {
        Vector256<float> low = Vector256.Load(bias.Pointer + (panel * Panel));
        Vector256<float> high = Vector256.Load(bias.Pointer + (panel * Panel) + Half);
        for (int z = 0; z < points; z++, row += Panel)
        {
            (Vector256.Load(row) + low).Store(row);
            (Vector256.Load(row + Half) + high).Store(row + Half);
        }
    }

    // From [output, input, x, y, z].
    private void Pack(ConvolutionLayer layer)
    {
        Span<float> packed = weights.Span;
        int edge = layer.Kernel;
        int source = 0;
        for (int output = 0; output < Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
            {
                for (int xy = 0; xy < edge * edge; xy++)
                {
                    for (int z = 0; z < edge; z++)
                    {
                        int row = ((((output / Panel * edge * edge) + xy) * edge) + z) * Inputs;
                        packed[((row + input) * Panel) + (output % Panel)] = layer.Weights[source++];
                    }
                }
            }
        }
    }
}
