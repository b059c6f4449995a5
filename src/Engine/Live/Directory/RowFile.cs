using System.Runtime.InteropServices;
using LatentSim.Molecules;
using Microsoft.Win32.SafeHandles;

namespace LatentSim.Engine.Live;

/// <summary>A file of rows of one size, float32 or float64 in the machine's order, after a header or none.</summary>
internal sealed class RowFile : IWalkerFile
{
    private const int BufferBytes = 1 << 16;
    private readonly SafeFileHandle handle;
    private readonly RowLayout layout;
    private byte[] buffer = [];

    /// <summary>Opens it.</summary>
    /// <exception cref="InvalidInputException">It cannot be opened.</exception>
    public RowFile(string path, RowLayout layout)
    {
        this.layout = layout;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", $"cannot be opened: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public long Count() => Math.Max(0, RandomAccess.GetLength(handle) - layout.HeaderBytes) / layout.RowBytes;

    /// <inheritdoc/>
    public int Read(long first, long stride, Span<float> rows)
    {
        int count = (int)Math.Min(rows.Length / layout.Columns, Math.Max(0, (Count() - first + stride - 1) / stride));
        int piece = stride == 1 ? Math.Max(1, BufferBytes / layout.RowBytes) : 1;
        for (int done = 0; done < count; done += piece)
        {
            int some = Math.Min(piece, count - done);
            if (!TryRead(first + (done * stride), rows.Slice(done * layout.Columns, some * layout.Columns)))
                return done;
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private bool TryRead(long row, Span<float> target)
    {
        long place = layout.HeaderBytes + (row * layout.RowBytes);
        if (layout.ElementBytes == sizeof(float))
            return TryFill(MemoryMarshal.AsBytes(target), place);

        int bytes = target.Length * sizeof(double);
        if (buffer.Length < bytes)
            buffer = new byte[bytes];
        if (!TryFill(buffer.AsSpan(0, bytes), place))
            return false;
        ReadOnlySpan<double> numbers = MemoryMarshal.Cast<byte, double>(buffer.AsSpan(0, bytes));
        for (int i = 0; i < target.Length; i++)
            target[i] = (float)numbers[i];
        return true;
    }

    private bool TryFill(Span<byte> bytes, long place)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(handle, bytes, place);
            if (read == 0)
                return false;
            bytes = bytes[read..];
            place += read;
        }

        return true;
    }
}
