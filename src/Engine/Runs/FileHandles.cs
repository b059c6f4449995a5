using Microsoft.Win32.SafeHandles;

namespace LatentSim.Engine.Runs;

/// <summary>
/// Handles to write to numbered files. As many as the system's limit leaves room for stay open; those beyond are opened for each use. Walkers take turns, and of
/// what takes turns a list of the most recently used would never hold the next.
/// </summary>
/// <param name="files">The number of files.</param>
/// <param name="pathOf">The path of each.</param>
/// <param name="most">The most that stay open.</param>
internal sealed class FileHandles(int files, Func<int, string> pathOf, int most) : IDisposable
{
    private readonly SafeFileHandle?[] kept = new SafeFileHandle?[files];
    private int open;

    /// <summary>How many files of a kind a run may keep open: a third of the limit, as it may have files of two kinds, and other needs.</summary>
    public static int Room => OpenFileLimit.Value / 3;

    /// <summary>Writes bytes at a place of a file, which is created if it is not there.</summary>
    /// <exception cref="IOException">The disk does not take them.</exception>
    public void Write(int file, ReadOnlySpan<byte> bytes, long place)
    {
        SafeFileHandle handle = Open(file);
        try
        {
            RandomAccess.Write(handle, bytes, place);
        }
        finally
        {
            Release(file, handle);
        }
    }

    /// <summary>Makes what was written to a file durable.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Sync(int file)
    {
        SafeFileHandle handle = Open(file);
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        finally
        {
            Release(file, handle);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafeFileHandle? handle in kept)
            handle?.Dispose();
    }

    private SafeFileHandle Open(int file)
    {
        if (kept[file] is { } handle)
            return handle;

        handle = File.OpenHandle(pathOf(file), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        if (open >= most)
            return handle;
        open++;
        return kept[file] = handle;
    }

    private void Release(int file, SafeFileHandle handle)
    {
        if (kept[file] is null)
            handle.Dispose();
    }
}
