using System.Runtime.InteropServices;

namespace LatentSim.Engine.Runs;

/// <summary>Small files that are replaced as a whole: whatever happens, the old content or the new is there, never a part.</summary>
internal static partial class DurableFile
{
    private const int ReadOnly = 0;

    // Before this, syncing a file system told nothing of writes that failed.
    private static readonly Version SyncTellsOfFailure = new(5, 8);

    /// <summary>Replaces a file: writes a temporary one, makes it durable, renames it, and makes the rename durable.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="previous">Where the old file is kept; null to drop it.</param>
    public static void Replace(string path, ReadOnlySpan<byte> content, string? previous = null)
    {
        string temporary = path + ".tmp";
        Write(temporary, content);
        if (previous is not null && File.Exists(path))
            File.Move(path, previous, overwrite: true);
        File.Move(temporary, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes it durable that files in a folder were created, renamed or deleted.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw new IOException($"Cannot open the folder {folder}: error {Marshal.GetLastPInvokeError()}.");

        int failed = Sync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed != 0)
            throw new IOException($"Cannot make the folder {folder} durable: error {error}.");
    }

    /// <summary>Makes all files of a folder's file system durable, and those of others on it; false where the system cannot, or did not.</summary>
    public static bool TrySyncFileSystem(string folder)
    {
        if (!OperatingSystem.IsLinux() || Environment.OSVersion.Version < SyncTellsOfFailure)
            return false;

        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            return false;
        bool synced = SyncFileSystem(descriptor) == 0;
        _ = Close(descriptor);
        return synced;
    }

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException)
        {
            File.Delete(path);
            throw;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncFileSystem(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
