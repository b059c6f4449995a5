using LatentSim.Models.Kernels;
using LatentSim.Models.Kernels.Vectors;

namespace LatentSim.Models.Integrators;

/// <summary>A block of rows at a time through two vectors of gates, and a few rows one by one through many.</summary>
/// <param name="weights">Packed weights, [panel, input, <see cref="GateKernel.Panel"/>].</param>
/// <param name="columns">The length of a row of gates: whole panels.</param>
/// <param name="inputs">The length of a row of inputs.</param>
internal sealed unsafe class GateRows<TVectors, TVector>(AlignedBuffer weights, int columns, int inputs) : IGateRows
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    // Fewer rows than these cost less one by one: a block does six whether they are there or not.
    private const int FewestOfBlock = 3;
    private readonly AlignedBuffer sums = new(columns);

    private static int Pair => 2 * TVectors.Count;

    /// <inheritdoc/>
    public void Add(RowPointers from, RowPointers gates, int rows)
    {
        PackedWeights packed = new(weights.Pointer, GateKernel.PanelBits, inputs);
        int row = 0;
        for (; rows - row >= FewestOfBlock; row += RegisterBlock<TVectors, TVector>.Rows)
            AddBlock(packed, from.From(row), gates.From(row), rows - row - 1);
        for (; row < rows; row++)
            AddRow(packed, from.From(row).First, gates.From(row).First);
        GC.KeepAlive(this);
    }

    private void AddBlock(in PackedWeights packed, RowPointers from, RowPointers gates, int last)
    {
        for (int column = 0; column < columns; column += Pair)
        {
            RowPointers sum = gates.Column(column);
            RegisterBlock<TVectors, TVector>.Sum(packed, column, from, sum, sum, last);
        }
    }

    private void AddRow(in PackedWeights packed, float* from, float* gates)
    {
        RowStrip<TVectors, TVector>.Sum(packed, columns / Pair, from, gates, sums.Pointer);
        new ReadOnlySpan<float>(sums.Pointer, columns).CopyTo(new Span<float>(gates, columns));
    }
}
