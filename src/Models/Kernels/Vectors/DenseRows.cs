using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>y = activation(W x + b) for many rows x: a block of rows at a time through two vectors of outputs, and a few rows one by one through many.</summary>
/// <param name="weights">Packed weights, [panel, input, <see cref="DenseKernel.Panel"/>].</param>
/// <param name="bias">The biases.</param>
/// <param name="inputs">The length of an input row.</param>
/// <param name="outputs">The length of an output row.</param>
internal sealed unsafe class DenseRows<TVectors, TVector, TActivation>(AlignedBuffer weights, AlignedBuffer bias, int inputs, int outputs) : IDenseRows
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TActivation : struct, IActivation<TVector>
{
    // Fewer rows than these cost less one by one: a block does six whether they are there or not.
    private const int FewestOfBlock = 4;
    private const int MostRows = 24;
    private readonly AlignedBuffer sums = new(Math.Max(bias.Length, MostRows * 2 * TVectors.Count));

    private static int Pair => 2 * TVectors.Count;

    /// <inheritdoc/>
    public void Evaluate(float* input, int inputStride, float* output, int outputStride, int rows)
    {
        int alone = rows % RegisterBlock<TVectors, TVector>.Rows;
        int blocked = alone < FewestOfBlock ? rows - alone : rows;
        RowPointers from = new(input, inputStride);
        RowPointers to = new(output, outputStride);
        if (blocked > 0)
            EvaluateBlocks(from, to, blocked);
        for (int row = blocked; row < rows; row++)
            EvaluateRow(from.From(row).First, to.From(row).First, outputStride);
        GC.KeepAlive(this);
    }

    // Sums of several blocks before their activations: these are long chains of operations, which pay when many are under way at once.
    private void EvaluateBlocks(RowPointers from, RowPointers to, int rows)
    {
        PackedWeights packed = new(weights.Pointer, DenseKernel.PanelBits, inputs);
        for (int output = 0; output < outputs; output += Pair)
        {
            int width = (int)Math.Min(Pair, to.Stride - output);
            for (int row = 0; row < rows; row += MostRows)
            {
                int count = Math.Min(MostRows, rows - row);
                Sum(packed, output, from.From(row), count);
                Store(to.From(row).Column(output), count, width);
            }
        }
    }

    private void Sum(in PackedWeights packed, int output, RowPointers from, int rows)
    {
        RowPointers scratch = new(sums.Pointer, Pair);
        RowPointers start = new(bias.Pointer + output, 0);
        bool isTall = outputs - output <= TVectors.Count;
        for (int row = 0, count; row < rows; row += count)
        {
            count = Math.Min(rows - row, isTall || TVectors.Count == 16 ? WideRegisterBlock<TVectors, TVector>.Rows : RegisterBlock<TVectors, TVector>.Rows);
            if (isTall && count == TallRegisterBlock<TVectors, TVector>.Rows)
                TallRegisterBlock<TVectors, TVector>.Sum(packed, output, from.From(row), start.First, scratch.From(row));
            else if (count > RegisterBlock<TVectors, TVector>.Rows)
                WideRegisterBlock<TVectors, TVector>.Sum(packed, output, from.From(row), start, scratch.From(row), count - 1);
            else
                RegisterBlock<TVectors, TVector>.Sum(packed, output, from.From(row), start, scratch.From(row), count - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Store(RowPointers to, int rows, int width)
    {
        float* sum = sums.Pointer;
        float* destination = to.First;
        for (int row = 0; row < rows; row++, sum += Pair, destination += to.Stride)
        {
            TVector low = TActivation.Apply(TVectors.Load(sum));
            TVector high = TActivation.Apply(TVectors.Load(sum + TVectors.Count));
            if (width == Pair)
            {
                TVectors.Store(low, destination);
                TVectors.Store(high, destination + TVectors.Count);
                continue;
            }

            TVectors.Store(low, sum);
            TVectors.Store(high, sum + TVectors.Count);
            new ReadOnlySpan<float>(sum, width).CopyTo(new Span<float>(destination, width));
        }
    }

    private void EvaluateRow(float* input, float* output, int outputStride)
    {
        PackedWeights packed = new(weights.Pointer, DenseKernel.PanelBits, inputs);
        RowStrip<TVectors, TVector>.Sum(packed, bias.Length / Pair, input, bias.Pointer, sums.Pointer);
        Activate(output, Math.Min(outputStride, bias.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Activate(float* output, int width)
    {
        float* sum = sums.Pointer;
        int i = 0;
        for (; i + TVectors.Count <= width; i += TVectors.Count)
            TVectors.Store(TActivation.Apply(TVectors.Load(sum + i)), output + i);
        if (i == width)
            return;
        TVectors.Store(TActivation.Apply(TVectors.Load(sum + i)), sum + i);
        new ReadOnlySpan<float>(sum + i, width - i).CopyTo(new Span<float>(output + i, width - i));
    }
}
