using LatentSim.Molecules;
using Microsoft.Win32.SafeHandles;

namespace LatentSim.Engine.Runs;

/// <summary>One growing file per walker. Bytes go to the place that was counted for them, whatever a run before this one left behind it.</summary>
internal sealed class WalkerFiles : IDisposable
{
    private const int OpenFiles = 256;
    private readonly RunDirectory directory;
    private readonly string extension;
    private readonly long[] lengths;
    private readonly HashSet<int> unsynced = [];
    private readonly FileHandles handles = new(OpenFiles);

    /// <summary>Goes on with files of the given lengths.</summary>
    public WalkerFiles(RunDirectory directory, string extension, long[] lengths)
    {
        this.directory = directory;
        this.extension = extension;
        this.lengths = lengths.ToArray();
    }

    /// <summary>A copy of the bytes of each file.</summary>
    public long[] Lengths => lengths.ToArray();

    /// <summary>Replaces what the files that are not empty begin with.</summary>
    public void Begin(ReadOnlySpan<byte> header)
    {
        for (int walker = 0; walker < lengths.Length && header.Length > 0; walker++)
        {
            if (lengths[walker] == 0)
                continue;
            RandomAccess.Write(handles.Get(PathOf(walker)), header, 0);
            unsynced.Add(walker);
        }
    }

    /// <summary>Adds bytes to a walker's file, after a header if the file is empty.</summary>
    public void Append(int walker, ReadOnlySpan<byte> header, ReadOnlySpan<byte> bytes)
    {
        if (lengths[walker] == 0)
            Append(walker, header);
        Append(walker, bytes);
    }

    /// <summary>Adds bytes to a walker's file.</summary>
    public void Append(int walker, ReadOnlySpan<byte> bytes)
    {
        SafeFileHandle file = handles.Get(PathOf(walker));
        RandomAccess.Write(file, bytes, lengths[walker]);
        lengths[walker] += bytes.Length;
        unsynced.Add(walker);
    }

    /// <summary>Makes all that was appended durable.</summary>
    public void Sync()
    {
        if (unsynced.Count == 0)
            return;

        foreach (int walker in unsynced)
            RandomAccess.FlushToDisk(handles.Get(PathOf(walker)));
        DurableFile.SyncFolder(directory.WalkersFolder);
        unsynced.Clear();
    }

    /// <summary>Cuts every file to its length: what lies beyond was written after the checkpoint, or only in part.</summary>
    /// <exception cref="InvalidInputException">A file is shorter than its length.</exception>
    public void Truncate()
    {
        for (int walker = 0; walker < lengths.Length; walker++)
            Truncate(PathOf(walker), lengths[walker]);
    }

    public void Dispose() => handles.Dispose();

    private static void Truncate(string path, long length)
    {
        var file = new FileInfo(path);
        long found = file.Exists ? file.Length : 0;
        if (found < length)
            throw new InvalidInputException(path, "", $"has {found} bytes, the checkpoint counts {length}; it was changed since, and the run cannot go on");
        if (found == length)
            return;

        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(handle, length);
    }

    private string PathOf(int walker) => directory.WalkerFile(walker, lengths.Length, extension);
}
