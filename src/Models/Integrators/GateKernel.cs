using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Kernels.Vectors;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Integrators;

/// <summary>
/// Adds W x to the gates of many rows x. The columns of a row of gates are eight units of i, the same units of f, of g and of o, then the next eight
/// units, so that a unit's gates lie together. Every sum takes its products in input order, each by one fused multiply-add: a row's result depends
/// neither on the rows beside it nor on the instruction set.
/// </summary>
internal sealed unsafe class GateKernel
{
    /// <summary>The binary logarithm of <see cref="Panel"/>.</summary>
    public const int PanelBits = 6;

    /// <summary>Columns per panel of weights.</summary>
    public const int Panel = 1 << PanelBits;

    /// <summary>Units whose gates of one kind follow each other.</summary>
    public const int UnitsTogether = 8;

    private readonly IGateRows arithmetic;

    /// <summary>Packs weights into panels of 64 columns, [panel, input, 64].</summary>
    /// <param name="rowMajor">[gate, unit, input].</param>
    /// <param name="units">The number of units.</param>
    /// <param name="inputs">The length of a row.</param>
    /// <param name="instructions">The instruction set.</param>
    public GateKernel(ReadOnlySpan<float> rowMajor, int units, int inputs, InstructionSet instructions)
    {
        Columns = ColumnsOf(units);
        AlignedBuffer weights = new(checked(Columns * inputs));
        Span<float> packed = weights.Span;
        for (int row = 0; row < LstmLayer.Gates * units; row++)
        {
            int column = Column(row / units, row % units);
            int start = (column / Panel * Panel * inputs) + (column % Panel);
            for (int input = 0; input < inputs; input++)
                packed[start + (input * Panel)] = rowMajor[(row * inputs) + input];
        }

        arithmetic = instructions switch
        {
            InstructionSet.Avx512 => new GateRows<Vectors512, Vector512<float>>(weights, Columns, inputs),
            InstructionSet.Avx2 => new GateRows<Vectors256, Vector256<float>>(weights, Columns, inputs),
            _ => new GateRows<Vectors128, Vector128<float>>(weights, Columns, inputs),
        };
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
    public static int Column(int gate, int unit) => (unit / UnitsTogether * UnitsTogether * LstmLayer.Gates) + (gate * UnitsTogether) + (unit % UnitsTogether);

    /// <summary>Adds to rows of gates, <see cref="Columns"/> apart.</summary>
    public void Add(float* input, int inputStride, float* gates, int rows) => arithmetic.Add(new RowPointers(input, inputStride), new RowPointers(gates, Columns), rows);
}
