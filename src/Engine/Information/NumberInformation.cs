using LatentSim.Molecules;

namespace LatentSim.Engine.Information;

/// <summary>What a NumPy file of plain numbers holds.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Frames">The number of frames.</param>
/// <param name="Minimum">The least value of each column.</param>
/// <param name="Maximum">The greatest value of each column.</param>
internal sealed record NumberInformation(string File, long Bytes, long Frames, float[] Minimum, float[] Maximum)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It is no NumPy file of numbers, is damaged, or holds no frame.</exception>
    public static NumberInformation Of(string path)
    {
        float[,] table = NpyFile.Read(path);
        if (table.Length == 0)
            throw new InvalidInputException(path, "", "holds no frame");
        int columns = table.GetLength(1);
        float[] minimum = [.. Enumerable.Range(0, columns).Select(column => table[0, column])];
        float[] maximum = [.. minimum];
        for (int row = 1; row < table.GetLength(0); row++)
        {
            for (int column = 0; column < columns; column++)
            {
                minimum[column] = Math.Min(minimum[column], table[row, column]);
                maximum[column] = Math.Max(maximum[column], table[row, column]);
            }
        }

        return new NumberInformation(path, new FileInfo(path).Length, table.GetLength(0), minimum, maximum);
    }
}
