using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels;

/// <summary>
/// y = activation(W x + b) for many rows x. Weights are packed into panels of 16 outputs, [panel, input, 16], and six rows go through a panel at
/// once, so that each weight that is loaded is used six times. Every output is the bias plus its products in input order, each added by one fused
/// multiply-add: a row's result does not depend on the rows beside it. A row by itself goes through four panels at once, which does the same.
/// </summary>
internal sealed unsafe class DenseKernel
{
    /// <summary>Outputs per panel.</summary>
    public const int Panel = 16;

    /// <summary>Rows that go through a panel together.</summary>
    public const int Tile = 6;

    /// <summary>Panels that a row by itself goes through together.</summary>
    private const int Strip = 4;

    private const int Half = Panel / 2;
    private readonly AlignedBuffer weights;
    private readonly AlignedBuffer bias;
    private readonly AlignedBuffer sums = new(Tile * Panel);
    private readonly Activation activation;
    private readonly int panels;

    /// <summary>Packs the weights.</summary>
    public DenseKernel(DenseLayer layer, Activation activation)
    {
        Inputs = layer.Inputs;
        Outputs = layer.Outputs;
        this.activation = activation;
        panels = (Outputs + Panel - 1) / Panel;
        int wholeStrips = (panels + Strip - 1) / Strip * Strip;
        weights = new AlignedBuffer(checked(wholeStrips * Inputs * Panel));
        bias = new AlignedBuffer(wholeStrips * Panel);
        layer.Bias.CopyTo(bias.Span);
        Pack(layer.Weights);
    }

    /// <summary>The length of an input row.</summary>
    public int Inputs { get; }

    /// <summary>The length of an output row.</summary>
    public int Outputs { get; }

    /// <summary>The length of an output row rounded up to whole panels.</summary>
    public int PaddedOutputs => panels * Panel;

    /// <summary>Evaluates rows; a stride is the distance in floats between the starts of consecutive rows. What lies between an output row's end and the next row may be overwritten.</summary>
    public void Evaluate(float* input, int inputStride, float* output, int outputStride, int rows)
    {
        int tiled = rows % Tile == 1 ? rows - 1 : rows;
        for (int panel = 0; panel < panels; panel++)
        {
            for (int row = 0; row < tiled; row += Tile)
            {
                SumTile(panel, input, inputStride, row, rows - 1);
                StoreTile(panel, output, outputStride, row, rows);
            }
        }

        if (tiled < rows)
            EvaluateRow(input + ((nint)tiled * inputStride), output + ((nint)tiled * outputStride), outputStride);
        GC.KeepAlive(this);
    }

    private void EvaluateRow(float* input, float* output, int outputStride)
    {
        for (int panel = 0; panel < panels; panel += Strip)
        {
            SumStrip(panel, input);
            for (int i = 0; i < Math.Min(Strip, panels - panel); i++)
                Store(sums.Pointer + (i * Panel), output + ((panel + i) * Panel), Math.Min(Panel, outputStride - ((panel + i) * Panel)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumStrip(int panel, float* input)
    {
        nint size = (nint)Inputs * Panel;
        float* w0 = weights.Pointer + (panel * size);
        float* w1 = w0 + size;
        float* w2 = w1 + size;
        float* w3 = w2 + size;
        float* b = bias.Pointer + (panel * Panel);

        Vector256<float> a0 = Vector256.Load(b), a1 = Vector256.Load(b + Panel), a2 = Vector256.Load(b + (2 * Panel)), a3 = Vector256.Load(b + (3 * Panel));
        b += Half;
        Vector256<float> b0 = Vector256.Load(b), b1 = Vector256.Load(b + Panel), b2 = Vector256.Load(b + (2 * Panel)), b3 = Vector256.Load(b + (3 * Panel));
        for (int i = 0; i < Inputs; i++)
        {
            Vector256<float> x = Vector256.Create(input[i]);
            a0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(w0), a0);
            b0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(w0 + Half), b0);
            a1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(w1), a1);
            b1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(w1 + Half), b1);
            a2 = Vector256.FusedMultiplyAdd(x, Vector256.Load(w2), a2);
            b2 = Vector256.FusedMultiplyAdd(x, Vector256.Load(w2 + Half), b2);
            a3 = Vector256.FusedMultiplyAdd(x, Vector256.Load(w3), a3);
            b3 = Vector256.FusedMultiplyAdd(x, Vector256.Load(w3 + Half), b3);
            w0 += Panel;
            w1 += Panel;
            w2 += Panel;
            w3 += Panel;
        }

        float* sum = sums.Pointer;
        a0.Store(sum);
        b0.Store(sum + Half);
        a1.Store(sum + Panel);
        b1.Store(sum + Panel + Half);
        a2.Store(sum + (2 * Panel));
        b2.Store(sum + (2 * Panel) + Half);
        a3.Store(sum + (3 * Panel));
        b3.Store(sum + (3 * Panel) + Half);
    }

    // Rows past the end are the last row again, so that no case is special; their sums are not stored.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumTile(int panel, float* input, int inputStride, int row, int last)
    {
        float* x0 = input + ((nint)row * inputStride);
        float* x1 = input + ((nint)Math.Min(row + 1, last) * inputStride);
        float* x2 = input + ((nint)Math.Min(row + 2, last) * inputStride);
        float* x3 = input + ((nint)Math.Min(row + 3, last) * inputStride);
        float* x4 = input + ((nint)Math.Min(row + 4, last) * inputStride);
        float* x5 = input + ((nint)Math.Min(row + 5, last) * inputStride);
        float* w = weights.Pointer + ((nint)panel * Inputs * Panel);
        float* b = bias.Pointer + (panel * Panel);

        Vector256<float> a0 = Vector256.Load(b), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        Vector256<float> b0 = Vector256.Load(b + Half), b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0;
        for (int i = 0; i < Inputs; i++, w += Panel)
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

        // Plain stores only: were the sums alive across a call, the loop above would keep them in memory and not in registers.
        float* sum = sums.Pointer;
        a0.Store(sum);
        b0.Store(sum + Half);
        a1.Store(sum + Panel);
        b1.Store(sum + Panel + Half);
        a2.Store(sum + (2 * Panel));
        b2.Store(sum + (2 * Panel) + Half);
        a3.Store(sum + (3 * Panel));
        b3.Store(sum + (3 * Panel) + Half);
        a4.Store(sum + (4 * Panel));
        b4.Store(sum + (4 * Panel) + Half);
        a5.Store(sum + (5 * Panel));
        b5.Store(sum + (5 * Panel) + Half);
    }

    private void StoreTile(int panel, float* output, int outputStride, int row, int rows)
    {
        int column = panel * Panel;
        int width = Math.Min(Panel, outputStride - column);
        for (int i = 0; i < Math.Min(Tile, rows - row); i++)
            Store(sums.Pointer + (i * Panel), output + ((nint)(row + i) * outputStride) + column, width);
    }

    private void Store(float* sum, float* destination, int width)
    {
        Vector256<float> low = Activate(Vector256.Load(sum));
        Vector256<float> high = Activate(Vector256.Load(sum + Half));
        if (width == Panel)
        {
            low.Store(destination);
            high.Store(destination + Half);
            return;
        }

        low.Store(sum);
        high.Store(sum + Half);
        new ReadOnlySpan<float>(sum, width).CopyTo(new Span<float>(destination, width));
    }

    private Vector256<float> Activate(Vector256<float> x) => activation switch
    {
        Activation.Relu => VectorMath.Relu(x),
        Activation.Tanh => VectorMath.Tanh(x),
        Activation.Swish => x * VectorMath.Sigmoid(x),
        _ => x,
    };

    private void Pack(float[] rowMajor)
    {
        Span<float> packed = weights.Span;
        for (int output = 0; output < Outputs; output++)
        {
            int start = (output / Panel * Inputs * Panel) + (output % Panel);
            for (int input = 0; input < Inputs; input++)
                packed[start + (input * Panel)] = rowMajor[(output * Inputs) + input];
        }
    }
}
