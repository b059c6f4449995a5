using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace LatentSim.Molecules;

/// <summary>A part of a file that may be growing, held in memory. Others may write to the file, replace it or delete it meanwhile.</summary>
internal sealed class FileWindow : IDisposable
{
    private readonly SafeFileHandle handle;
    private byte[] buffer = [];
    private long first;
    private int length;

    /// <exception cref="InvalidInputException">The file is not there or cannot be opened.</exception>
    internal FileWindow(string path)
    {
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", $"cannot be opened: {e.Message}");
        }
    }

    /// <summary>The bytes that the file has now.</summary>
    internal long FileLength => RandomAccess.GetLength(handle);

    /// <summary>The bytes from a place on: at least <paramref name="wanted"/>, fewer where the file ends before. Valid until the next call.</summary>
    /// <param name="place">The first byte.</param>
    /// <param name="wanted">How many are needed.</param>
    /// <param name="ahead">How many are read at once when some are missing: those that will be needed soon.</param>
    internal ReadOnlySpan<byte> From(long place, int wanted, int ahead)
    {
        if (place < first || place + wanted > first + length)
            Fill(place, Math.Max(wanted, ahead));
        return buffer.AsSpan((int)(place - first), (int)(first + length - place));
    }

    /// <summary>Forgets what it holds: the file may say something else by now.</summary>
    internal void Forget() => length = 0;

    public void Dispose()
    {
        handle.Dispose();
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        (buffer, length) = ([], 0);
    }

    // What is there already is kept, so that nothing is read twice.
    private void Fill(long place, int bytes)
    {
        int kept = place >= first && place <= first + length ? (int)(first + length - place) : 0;
        byte[] target = buffer.Length >= bytes ? buffer : ArrayPool<byte>.Shared.Rent(bytes);
        buffer.AsSpan(length - kept, kept).CopyTo(target);
        if (target != buffer && buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        (buffer, first, length) = (target, place, kept);
        while (length < bytes)
        {
            int read = RandomAccess.Read(handle, buffer.AsSpan(length, bytes - length), first + length);
            if (read == 0)
                return;
            length += read;
        }
    }
}
