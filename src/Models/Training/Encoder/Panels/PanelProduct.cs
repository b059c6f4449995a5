using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Models.Training;

/// <summary>Matrix products on panels of frames, single precision, one fused multiply-add a term.</summary>
internal static unsafe class PanelProduct
{
    private const int Lanes = FramePanel.Lanes;
    private const int Frames = FramePanel.Frames;

    /// <summary>output[row, frame] = sum_column matrix[row, column] input[column, frame] for the 16 frames of a panel.</summary>
    public static void Multiply(PackedMatrix matrix, float* input, float* output)
    {
        float* weights = matrix.Pointer;
        int columns = matrix.Columns;
        for (int row = 0; row < matrix.Rows; row += FramePanel.Tile)
        {
            MultiplyTile(weights, input, output, columns);
            weights += FramePanel.Tile * columns;
            output += FramePanel.Tile * Frames;
        }

        GC.KeepAlive(matrix);
    }

    /// <summary>sums[row, column] += sum_frame left[row, frame] right[frame, column].</summary>
    /// <param name="left">[panel, row, 16 frames].</param>
    /// <param name="leftPanel">Floats from a panel to the next.</param>
    /// <param name="rows">Rows; those up to whole tiles are computed too.</param>
    /// <param name="right">[frame, column].</param>
    /// <param name="stride">Floats of a row of <paramref name="right"/> and of <paramref name="sums"/>, whole cache lines.</param>
    /// <param name="panels">Panels of frames.</param>
    /// <param name="sums">[row, column].</param>
    public static void AddProduct(float* left, int leftPanel, int rows, float* right, int stride, int panels, float* sums)
    {
        for (int column = 0; column < stride; column += Frames)
        {
            for (int row = 0; row < rows; row += FramePanel.Tile)
                AddProductTile(left + (row * Frames), leftPanel, right + column, stride, panels, sums + ((nint)row * stride) + column);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTile(float* w, float* x, float* y, int columns)
    {
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (int i = 0; i < columns; i++, w += FramePanel.Tile, x += Frames)
        {
            Vector256<float> low = Vector256.LoadAligned(x);
            Vector256<float> high = Vector256.LoadAligned(x + Lanes);
            Vector256<float> weight = Vector256.Create(w[0]);
            a0 = Vector256.FusedMultiplyAdd(weight, low, a0);
            b0 = Vector256.FusedMultiplyAdd(weight, high, b0);
            weight = Vector256.Create(w[1]);
            a1 = Vector256.FusedMultiplyAdd(weight, low, a1);
            b1 = Vector256.FusedMultiplyAdd(weight, high, b1);
            weight = Vector256.Create(w[2]);
            a2 = Vector256.FusedMultiplyAdd(weight, low, a2);
            b2 = Vector256.FusedMultiplyAdd(weight, high, b2);
            weight = Vector256.Create(w[3]);
            a3 = Vector256.FusedMultiplyAdd(weight, low, a3);
            b3 = Vector256.FusedMultiplyAdd(weight, high, b3);
            weight = Vector256.Create(w[4]);
            a4 = Vector256.FusedMultiplyAdd(weight, low, a4);
            b4 = Vector256.FusedMultiplyAdd(weight, high, b4);
            weight = Vector256.Create(w[5]);
            a5 = Vector256.FusedMultiplyAdd(weight, low, a5);
            b5 = Vector256.FusedMultiplyAdd(weight, high, b5);
        }

        a0.StoreAligned(y);
        b0.StoreAligned(y + Lanes);
        a1.StoreAligned(y + Frames);
        b1.StoreAligned(y + Frames + Lanes);
        a2.StoreAligned(y + (2 * Frames));
        b2.StoreAligned(y + (2 * Frames) + Lanes);
        a3.StoreAligned(y + (3 * Frames));
        b3.StoreAligned(y + (3 * Frames) + Lanes);
        a4.StoreAligned(y + (4 * Frames));
        b4.StoreAligned(y + (4 * Frames) + Lanes);
        a5.StoreAligned(y + (5 * Frames));
        b5.StoreAligned(y + (5 * Frames) + Lanes);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddProductTile(float* d, nint panelSize, float* x, nint stride, int panels, float* sums)
    {
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (int panel = 0; panel < panels; panel++, d += panelSize)
        {
            for (int frame = 0; frame < Frames; frame++, x += stride)
            {
                Vector256<float> low = Vector256.LoadAligned(x);
                Vector256<float> high = Vector256.LoadAligned(x + Lanes);
                Vector256<float> value = Vector256.Create(d[frame]);
                a0 = Vector256.FusedMultiplyAdd(value, low, a0);
                b0 = Vector256.FusedMultiplyAdd(value, high, b0);
                value = Vector256.Create(d[frame + Frames]);
                a1 = Vector256.FusedMultiplyAdd(value, low, a1);
                b1 = Vector256.FusedMultiplyAdd(value, high, b1);
                value = Vector256.Create(d[frame + (2 * Frames)]);
                a2 = Vector256.FusedMultiplyAdd(value, low, a2);
                b2 = Vector256.FusedMultiplyAdd(value, high, b2);
                value = Vector256.Create(d[frame + (3 * Frames)]);
                a3 = Vector256.FusedMultiplyAdd(value, low, a3);
                b3 = Vector256.FusedMultiplyAdd(value, high, b3);
                value = Vector256.Create(d[frame + (4 * Frames)]);
                a4 = Vector256.FusedMultiplyAdd(value, low, a4);
                b4 = Vector256.FusedMultiplyAdd(value, high, b4);
                value = Vector256.Create(d[frame + (5 * Frames)]);
                a5 = Vector256.FusedMultiplyAdd(value, low, a5);
                b5 = Vector256.FusedMultiplyAdd(value, high, b5);
            }
        }

        Add(a0, b0, sums);
        Add(a1, b1, sums + stride);
        Add(a2, b2, sums + (2 * stride));
        Add(a3, b3, sums + (3 * stride));
        Add(a4, b4, sums + (4 * stride));
        Add(a5, b5, sums + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<float> low, Vector256<float> high, float* sum)
    {
        (Vector256.LoadAligned(sum) + low).StoreAligned(sum);
        (Vector256.LoadAligned(sum + Lanes) + high).StoreAligned(sum + Lanes);
    }
}
