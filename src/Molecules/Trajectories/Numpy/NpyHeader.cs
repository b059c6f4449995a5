using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LatentSim.Molecules;

/// <summary>
/// The header of a NumPy .npy file (NEP 1): "\x93NUMPY", two version bytes, the length of what follows (2 bytes in version 1, 4 from version 2 on), and a
/// Python dictionary {'descr': '&lt;f4', 'fortran_order': False, 'shape': (100, 1)} padded by spaces to a multiple of 64 bytes.
/// </summary>
/// <param name="Size">Bytes before the data.</param>
/// <param name="ElementSize">4 for single, 8 for double precision.</param>
/// <param name="Rows">The length of the first axis.</param>
/// <param name="Columns">The length of the second axis; 1 when there is none.</param>
internal sealed partial record NpyHeader(int Size, int ElementSize, long Rows, int Columns)
{
    /// <summary>The size of the headers that are written here, enough for any shape.</summary>
    internal const int WrittenSize = 128;

    private const int LongestDictionary = 1 << 16;
    private const int LargestColumns = 1 << 20;
    private const string Expected = "expected a one- or two-dimensional array of little-endian float32 or float64 in C order";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes of data that must follow the header.</summary>
    internal long DataSize => Rows * Columns * ElementSize;

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="InvalidInputException">It is none, or of an array of another kind.</exception>
    internal static NpyHeader Read(string name, Stream stream)
    {
        byte[] start = Take(name, stream, Magic.Length + 2, 0);
        if (!start.AsSpan().StartsWith(Magic))
            throw new InvalidInputException(name, "byte 0", "not a NumPy file: expected it to begin with \\x93NUMPY");
        int version = start[Magic.Length];
        if (version is < 1 or > 3)
            throw new InvalidInputException(name, $"byte {Magic.Length}", $"version {version} of the .npy format, expected 1 to 3");

        int width = version == 1 ? 2 : 4;
        byte[] size = Take(name, stream, width, start.Length);
        uint length = width == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        int first = start.Length + width;
        if (length > LongestDictionary)
            throw new InvalidInputException(name, $"byte {start.Length}", $"a header of {length} bytes, expected at most {LongestDictionary}");

        string dictionary = Encoding.Latin1.GetString(Take(name, stream, (int)length, first));
        return Parse(name, $"byte {first}", dictionary, first + (int)length);
    }

    /// <summary>The header of data as bytes, always <see cref="WrittenSize"/> of them, so that it can be replaced when rows were added.</summary>
    /// <param name="rows">The length of the first axis.</param>
    /// <param name="columns">The length of the second axis; null for none.</param>
    /// <param name="elementSize">4 or 8 bytes.</param>
    internal static byte[] Write(long rows, int? columns, int elementSize)
    {
        string dictionary = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f{elementSize}', 'fortran_order': False, 'shape': ({rows},{(columns is { } width ? $" {width}" : "")}), }}");
        byte[] header = new byte[WrittenSize];
        header.AsSpan().Fill((byte)' ');
        Magic.CopyTo(header);
        int length = Magic.Length + 4;
        (header[Magic.Length], header[Magic.Length + 1]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(length - 2), (ushort)(WrittenSize - length));
        Encoding.ASCII.GetBytes(dictionary, header.AsSpan(length));
        header[^1] = (byte)'\n';
        return header;
    }

    private static NpyHeader Parse(string name, string position, string dictionary, int size)
    {
        Match type = Descr().Match(dictionary);
        Match order = Order().Match(dictionary);
        Match shape = Shape().Match(dictionary);
        if (!type.Success || !order.Success || !shape.Success)
            throw new InvalidInputException(name, position, $"a header that says {Shortened(dictionary)}; {Expected}");
        if (order.Groups[1].Value == "True")
            throw new InvalidInputException(name, position, $"an array in Fortran order; {Expected} (numpy.ascontiguousarray makes one)");

        string[] axes = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long rows = 0;
        long columns = 1;
        if (axes.Length is not (1 or 2) || !TryLength(axes[0], out rows) || (axes.Length == 2 && !TryLength(axes[1], out columns)))
            throw new InvalidInputException(name, position, $"an array of shape ({shape.Groups[1].Value}); {Expected}");
        if (columns is 0 or > LargestColumns || rows > long.MaxValue / sizeof(double) / columns)
            throw new InvalidInputException(name, position, $"an array of shape ({rows}, {columns}), expected 1 to {LargestColumns} columns");
        return new NpyHeader(size, type.Groups[1].Value == "4" ? sizeof(float) : sizeof(double), rows, (int)columns);
    }

    private static bool TryLength(string text, out long length) =>
        long.TryParse(text.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out length);

    private static byte[] Take(string name, Stream stream, int count, int position)
    {
        byte[] bytes = new byte[count];
        int taken = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return taken == count ? bytes : throw new InvalidInputException(name, $"byte {position + taken}", $"the file ends in its header; {Expected}");
    }

    private static string Shortened(string text) => text.Trim() is { Length: > 80 } longer ? longer[..80] + "..." : text.Trim();

    [GeneratedRegex("'descr'\\s*:\\s*'<f([48])'")]
    private static partial Regex Descr();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)")]
    private static partial Regex Shape();
}
