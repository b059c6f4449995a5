using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;

namespace LatentSim.Models.Integrators;

/// <summary>
/// Adds W x to the gates of many rows x. The columns of a row of gates are eight units of i, the same units of f, of g and of o, then the next eight
/// units, so that a unit's gates lie together. Every sum takes its products in input order, each by one fused multiply-add: a row's result does not
/// depend on the rows beside it, whether it went through a tile or alone.
/// </summary>
internal sealed unsafe class GateKernel
{
    private const int Lanes = 8;
    private const int Panel = 64;
    private const int Tile = 6;
    private const int FewestOfTile = 3;
    private readonly AlignedBuffer weights;
    private readonly int inputs;

    /// <summary>Packs weights into panels of 64 columns, [panel, input, 64].</summary>
    /// <param name="rowMajor">[gate, unit, input].</param>
    /// <param name="units">The number of units.</param>
    /// <param name="inputs">The length of a row.</param>
    public GateKernel(ReadOnlySpan<float> rowMajor, int units, int inputs)
    {
        this.inputs = inputs;
        Columns = ColumnsOf(units);
        weights = new AlignedBuffer(checked(Columns * inputs));
        Span<float> packed = weights.Span;
        for (int row = 0; row < LstmLayer.Gates * units; row++)
        {
            int column = Column(row / units, row % units);
            int start = (column / Panel * Panel * inputs) + (column % Panel);
            for (int input = 0; input < inputs; input++)
                packed[start + (input * Panel)] = rowMajor[(row * inputs) + input];
        }
    }

    /// <summary>The length of a row of gates: whole panels, so those of a whole number of 16 units.</summary>
    public int Columns { get; }

    /// <summary>The length of a row of gates of so many units.</summary>
    public static int ColumnsOf(int units)
    {
        const int UnitsOfPanel = Panel / LstmLayer.Gates;
        return (units + UnitsOfPanel - 1) / UnitsOfPanel * Panel;
    }

    /// <summary>Where a unit's gate is in a row.</summary>
    public static int Column(int gate, int unit) => (unit / Lanes * Lanes * LstmLayer.Gates) + (gate * Lanes) + (unit % Lanes);

    /// <summary>Adds to rows of gates, <see cref="Columns"/> apart.</summary>
    public void Add(float* input, int inputStride, float* gates, int rows)
    {
        int row = 0;
        for (; rows - row >= FewestOfTile; row += Tile)
        {
            for (int column = 0; column < Columns; column += 2 * Lanes)
                AddTile(column, input, inputStride, gates, row, rows - 1);
        }

        for (; row < rows; row++)
        {
            for (int panel = 0; panel < Columns; panel += Panel)
                AddRow(panel, input + ((nint)row * inputStride), gates + ((nint)row * Columns) + panel);
        }

        GC.KeepAlive(this);
    }

    // Rows past the end are the last row again: they load and store the same sums as it does, all loads before all stores.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTile(int column, float* input, int inputStride, float* gates, int row, int last)
    {
        nint r1 = Math.Min(row + 1, last), r2 = Math.Min(row + 2, last), r3 = Math.Min(row + 3, last), r4 = Math.Min(row + 4, last), r5 = Math.Min(row + 5, last);
        float* x0 = input + ((nint)row * inputStride), x1 = input + (r1 * inputStride), x2 = input + (r2 * inputStride);
        float* x3 = input + (r3 * inputStride), x4 = input + (r4 * inputStride), x5 = input + (r5 * inputStride);
        float* g0 = gates + ((nint)row * Columns) + column, g1 = gates + (r1 * Columns) + column, g2 = gates + (r2 * Columns) + column;
        float* g3 = gates + (r3 * Columns) + column, g4 = gates + (r4 * Columns) + column, g5 = gates + (r5 * Columns) + column;
        float* w = weights.Pointer + ((nint)(column / Panel) * Panel * inputs) + (column % Panel);

        Vector256<float> a0 = Vector256.Load(g0), a1 = Vector256.Load(g1), a2 = Vector256.Load(g2);
        Vector256<float> a3 = Vector256.Load(g3), a4 = Vector256.Load(g4), a5 = Vector256.Load(g5);
        Vector256<float> b0 = Vector256.Load(g0 + Lanes), b1 = Vector256.Load(g1 + Lanes), b2 = Vector256.Load(g2 + Lanes);
        Vector256<float> b3 = Vector256.Load(g3 + Lanes), b4 = Vector256.Load(g4 + Lanes), b5 = Vector256.Load(g5 + Lanes);
        for (int i = 0; i < inputs; i++, w += Panel)
        {
            Vector256<float> low = Vector256.Load(w);
            Vector256<float> high = Vector256.Load(w + Lanes);
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

        a0.Store(g0);
        b0.Store(g0 + Lanes);
        a1.Store(g1);
        b1.Store(g1 + Lanes);
        a2.Store(g2);
        b2.Store(g2 + Lanes);
        a3.Store(g3);
        b3.Store(g3 + Lanes);
        a4.Store(g4);
        b4.Store(g4 + Lanes);
        a5.Store(g5);
        b5.Store(g5 + Lanes);
    }

    // One row, eight vectors of its columns at once, which hides the latency of the sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow(int panel, float* x, float* gates)
    {
        float* w = weights.Pointer + ((nint)panel * inputs);
        Vector256<float> a0 = Vector256.Load(gates), a1 = Vector256.Load(gates + Lanes);
        Vector256<float> a2 = Vector256.Load(gates + (2 * Lanes)), a3 = Vector256.Load(gates + (3 * Lanes));
        Vector256<float> a4 = Vector256.Load(gates + (4 * Lanes)), a5 = Vector256.Load(gates + (5 * Lanes));
        Vector256<float> a6 = Vector256.Load(gates + (6 * Lanes)), a7 = Vector256.Load(gates + (7 * Lanes));
        for (int i = 0; i < inputs; i++, w += Panel)
        {
            Vector256<float> value = Vector256.Create(x[i]);
            a0 = Vector256.FusedMultiplyAdd(value, Vector256.Load(w), a0);
            a1 = Vector256.FusedMultiplyAdd(value, Vector256.Load(w + Lanes), a1);
            a2 = Vector256.FusedMultiplyAdd(value, Vector256.Load(w + (2 * Lanes)), a2);
            a3 = Vector256.FusedMultiplyAdd(value, Vector256.Load(w + (3 * Lanes)), a3);
            a4 = Vector256.FusedMultiplyAdd(value, Vector256.Load(w + (4 * Lanes)), a4);
            a5 = Vector256.FusedMultiplyAdd(value, Vector256.Load(w + (5 * Lanes)), a5);
            a6 = Vector256.FusedMultiplyAdd(value, Vector256.Load(w + (6 * Lanes)), a6);
            a7 = Vector256.FusedMultiplyAdd(value, Vector256.Load(w + (7 * Lanes)), a7);
        }

        a0.Store(gates);
        a1.Store(gates + Lanes);
        a2.Store(gates + (2 * Lanes));
        a3.Store(gates + (3 * Lanes));
        a4.Store(gates + (4 * Lanes));
        a5.Store(gates + (5 * Lanes));
        a6.Store(gates + (6 * Lanes));
        a7.Store(gates + (7 * Lanes));
    }
}
