using System.Numerics;
using System.Runtime.InteropServices;

namespace LatentSim.Molecules;

/// <summary>
/// NumPy .npy files as trajectories of numbers that are no atoms' positions: features or coordinates of a model system, [frame, column]. Little-endian float32
/// and float64 in C order are read, one- and two-dimensional; [frame, column] of either is written.
/// </summary>
public static class NpyFile
{
    /// <summary>The ending of the files' names.</summary>
    public const string Ending = ".npy";

    /// <summary>The bytes of every header that is written here; the data follow it.</summary>
    public const int HeaderSize = NpyHeader.WrittenSize;

    private const int ChunkBytes = 1 << 16;

    /// <summary>Whether a file's name says that it is one.</summary>
    public static bool IsNpy(string path) => Path.GetExtension(path).Equals(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a whole file.</summary>
    /// <returns>float[frame, column]; a one-dimensional array is one column. Double precision is rounded.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, is of another kind, is longer or shorter than it says, or holds a number that is not finite.</exception>
    public static float[,] Read(string path)
    {
        using FileStream stream = InputFile.Open(path);
        return Read(path, stream);
    }

    /// <summary>Reads a whole file.</summary>
    /// <returns>double[frame, column]; a one-dimensional array is one column.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, is of another kind, is longer or shorter than it says, or holds a number that is not finite.</exception>
    public static double[,] ReadDoubles(string path)
    {
        using FileStream stream = InputFile.Open(path);
        NpyHeader header = OpenTable(path, stream);
        double[,] table = new double[header.Rows, header.Columns];
        Span<double> values = table.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref table[0, 0], table.Length);
        if (header.ElementSize == sizeof(double))
            stream.ReadExactly(MemoryMarshal.AsBytes(values));
        else
            ReadConverted<float, double>(stream, values, value => value);
        RequireFinite<double>(path, values, header.Columns);
        return table;
    }

    /// <summary>Writes a file of float32; whoever reads the path finds the old file or the whole new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="values">[frame, column].</param>
    /// <param name="columns">The number of columns.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public static void Write(string path, ReadOnlySpan<float> values, int columns) => Write(path, values, columns, Header);

    /// <summary>Writes a file of float64; whoever reads the path finds the old file or the whole new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="values">[frame, column].</param>
    /// <param name="columns">The number of columns.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public static void Write(string path, ReadOnlySpan<double> values, int columns) => Write(path, values, columns, DoubleHeader);

    /// <summary>The header of a file of float32 rows, always <see cref="HeaderSize"/> bytes.</summary>
    public static byte[] Header(long rows, int columns) => NpyHeader.Write(rows, columns, sizeof(float));

    /// <summary>The header of a file of float32 in one dimension, always <see cref="HeaderSize"/> bytes.</summary>
    public static byte[] VectorHeader(long length) => NpyHeader.Write(length, null, sizeof(float));

    /// <summary>The header of a file of float64 rows, always <see cref="HeaderSize"/> bytes.</summary>
    public static byte[] DoubleHeader(long rows, int columns) => NpyHeader.Write(rows, columns, sizeof(double));

    internal static float[,] Read(string name, Stream stream)
    {
        NpyHeader header = OpenTable(name, stream);
        float[,] table = new float[header.Rows, header.Columns];
        Span<float> values = table.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref table[0, 0], table.Length);
        if (header.ElementSize == sizeof(float))
            stream.ReadExactly(MemoryMarshal.AsBytes(values));
        else
            ReadConverted<double, float>(stream, values, value => (float)value);
        RequireFinite<float>(name, values, header.Columns);
        return table;
    }

    private static NpyHeader OpenTable(string name, Stream stream)
    {
        NpyHeader header = NpyHeader.Read(name, stream);
        long found = stream.Length - header.Size;
        if (found != header.DataSize)
            throw new InvalidInputException(name, $"byte {header.Size}", $"{found} bytes of data, expected {header.DataSize} for {header.Rows} x {header.Columns} numbers of {header.ElementSize} bytes");
        if (header.Rows * header.Columns > Array.MaxLength)
            throw new InvalidInputException(name, "shape", $"{header.Rows} x {header.Columns} numbers, expected at most {Array.MaxLength} in one file");
        return header;
    }

    private static void Write<T>(string path, ReadOnlySpan<T> values, int columns, Func<long, int, byte[]> header)
        where T : struct
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (values.Length % columns != 0)
            throw new ArgumentException($"{values.Length} values are no rows of {columns}.", nameof(values));

        string temporary = path + ".tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(header(values.Length / columns, columns));
            stream.Write(MemoryMarshal.AsBytes(values));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static void ReadConverted<TFile, T>(Stream stream, Span<T> values, Func<TFile, T> convert)
        where TFile : struct
    {
        TFile[] chunk = new TFile[ChunkBytes / sizeof(double)];
        for (int first = 0; first < values.Length; first += chunk.Length)
        {
            int count = Math.Min(chunk.Length, values.Length - first);
            stream.ReadExactly(MemoryMarshal.AsBytes(chunk.AsSpan(0, count)));
            for (int i = 0; i < count; i++)
                values[first + i] = convert(chunk[i]);
        }
    }

    private static void RequireFinite<T>(string name, ReadOnlySpan<T> values, int columns)
        where T : struct, IFloatingPoint<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                throw new InvalidInputException(name, $"frame {i / columns}, column {i % columns}", FormattableString.Invariant($"is {values[i]}, expected a finite number"));
        }
    }
}
