using System.Runtime.Intrinsics;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>A convolution over 1^3 points: a dense layer at each point, with weights packed into panels of 16 outputs, [panel, input, 16].</summary>
internal sealed unsafe class PointKernel : IConvolutionKernel
{
    private const int Panel = GridSums.Panel;
    private readonly AlignedBuffer weights;
    private readonly AlignedBuffer bias;
    private readonly int panels;

    /// <summary>Packs the weights of a layer without problems, of kernel 1.</summary>
    public PointKernel(ConvolutionLayer layer)
    {
        Inputs = layer.Inputs;
        Outputs = layer.Outputs;
        panels = GridSums.PanelsOf(layer.Outputs);
        weights = new AlignedBuffer(checked(panels * Inputs * Panel));
        bias = new AlignedBuffer(panels * Panel);
        layer.Bias.CopyTo(bias.Span);
        for (int i = 0; i < layer.Weights.Length; i++)
        {
            (int output, int input) = (i / Inputs, i % Inputs);
            weights.Span[(((output / Panel * Inputs) + input) * Panel) + (output % Panel)] = layer.Weights[i];
        }
    }

    /// <inheritdoc/>
    public int Inputs { get; }

    /// <inheritdoc/>
    public int Outputs { get; }

    /// <inheritdoc/>
    public void Evaluate(GridFeatures input, GridSums sums)
    {
        for (int panel = 0; panel < panels; panel++)
        {
            for (int row = 0; row < sums.Points * sums.Points; row++)
                new Span<float>(sums.Row(panel, row / sums.Points, row % sums.Points), sums.RowLength).Clear();
        }

        Accumulate(input, sums);
    }

    /// <summary>Adds the convolution of an input of <see cref="Inputs"/> channels to sums: first the bias, then the products.</summary>
    public void Accumulate(GridFeatures input, GridSums sums)
    {
        for (int panel = 0; panel < panels; panel++)
        {
            float* w = weights.Pointer + ((nint)panel * Inputs * Panel);
            for (int row = 0; row < sums.Points * sums.Points; row++)
            {
                float* from = input.Margin(row / sums.Points, row % sums.Points) + Inputs;
                float* to = sums.Row(panel, row / sums.Points, row % sums.Points);
                AddBias(bias.Pointer + (panel * Panel), to, sums.RowLength);
                for (int i = 0; i < sums.RowLength; i += GridSums.Tile * Panel)
                    TileKernel.Evaluate(w, Inputs, from + ((nint)i / Panel * Inputs), Inputs, to + i, Panel, to + i);
            }
        }

        GC.KeepAlive(this);
    }

    private static void AddBias(float* bias, float* row, int length)
    {
        Vector256<float> low = Vector256.Load(bias);
        Vector256<float> high = Vector256.Load(bias + (Panel / 2));
        for (int i = 0; i < length; i += Panel)
        {
            (Vector256.Load(row + i) + low).Store(row + i);
            (Vector256.Load(row + i + (Panel / 2)) + high).Store(row + i + (Panel / 2));
        }
    }
}
