using System.Runtime.InteropServices;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Tables float[row, column] as spans and as tensors.</summary>
internal static class Rows
{
    /// <summary>All values, row after row.</summary>
    public static Span<float> Span(float[,] table) =>
        table.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref table[0, 0], table.Length);

    /// <summary>One row.</summary>
    public static Span<float> Row(float[,] table, int row) => Span(table).Slice(row * table.GetLength(1), table.GetLength(1));

    /// <summary>All values of [frame, atom, 3], frame after frame.</summary>
    public static Span<float> Span(float[,,] frames) =>
        frames.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref frames[0, 0, 0], frames.Length);

    /// <summary>The positions of one frame, [atom, 3].</summary>
    public static Span<float> Frame(float[,,] frames, int frame)
    {
        int size = frames.GetLength(1) * frames.GetLength(2);
        return Span(frames).Slice(frame * size, size);
    }

    /// <summary>One table of all rows of several that have the same columns.</summary>
    /// <exception cref="ArgumentException">There are none, or their columns differ in number.</exception>
    public static float[,] Concatenate(IReadOnlyList<float[,]> tables)
    {
        if (tables.Count == 0)
            throw new ArgumentException("There are no trajectories.", nameof(tables));
        int columns = tables[0].GetLength(1);
        float[,] all = new float[tables.Sum(table => table.GetLength(0)), columns];
        int written = 0;
        foreach (float[,] table in tables)
        {
            if (table.GetLength(1) != columns)
                throw new ArgumentException($"A trajectory has {table.GetLength(1)} columns, expected {columns} as in the first.", nameof(tables));
            Span(table).CopyTo(Span(all)[written..]);
            written += table.Length;
        }

        return all;
    }

    /// <summary>Some of the rows, in the order given.</summary>
    public static float[,] Select(float[,] table, ReadOnlySpan<long> rows)
    {
        float[,] selected = new float[rows.Length, table.GetLength(1)];
        for (int i = 0; i < rows.Length; i++)
            Row(table, (int)rows[i]).CopyTo(Row(selected, i));
        return selected;
    }

    /// <summary>A tensor [row, column].</summary>
    public static torch.Tensor ToTensor(float[,] table, torch.Device device) =>
        torch.tensor(Span(table).ToArray(), [table.GetLength(0), table.GetLength(1)], device: device);

    /// <summary>The values of a tensor [row, column].</summary>
    public static float[,] FromTensor(torch.Tensor tensor)
    {
        float[,] table = new float[tensor.shape[0], tensor.shape[1]];
        tensor.detach().cpu().contiguous().data<float>().ToArray().CopyTo(Span(table));
        return table;
    }
}
