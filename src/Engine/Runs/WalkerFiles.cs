using LatentSim.Molecules;
using Microsoft.Win32.SafeHandles;

namespace LatentSim.Engine.Runs;

/// <summary>
/// One growing file per walker. Bytes go to the place that was counted for them, whatever a run before this one left behind it. They are collected, 16 KiB a
/// walker and 64 MiB in all at the most, so that a block of few frames of many walkers is not as many calls of the system. A call that fails changes nothing that
/// counts, and can be repeated.
/// </summary>
internal sealed class WalkerFiles : IDisposable
{
    private const int MostCollected = 1 << 14;
    private const int MostCollectedInAll = 1 << 26;
    private const int FewestToSyncAtOnce = 64;
    private readonly RunDirectory directory;
    private readonly string extension;
    private readonly long[] lengths;
    private readonly int capacity;
    private readonly byte[] collected;
    private readonly int[] collectedBytes;
    private readonly bool[] unsynced;
    private readonly FileHandles handles;
    private long bytesInAll;

    /// <summary>Goes on with files of the given lengths.</summary>
    public WalkerFiles(RunDirectory directory, string extension, long[] lengths)
    {
        this.directory = directory;
        this.extension = extension;
        this.lengths = lengths.ToArray();
        capacity = Math.Min(MostCollected, MostCollectedInAll / lengths.Length);
        collected = GC.AllocateUninitializedArray<byte>(capacity * lengths.Length);
        collectedBytes = new int[lengths.Length];
        unsynced = new bool[lengths.Length];
        bytesInAll = lengths.Sum();
        handles = new FileHandles(lengths.Length, PathOf, FileHandles.Room);
    }

    /// <summary>A copy of the bytes of each file, those that are collected among them.</summary>
    public long[] Lengths => lengths.ToArray();

    /// <summary>The bytes of all files together, those that are collected among them. For any thread.</summary>
    public long Bytes => Interlocked.Read(ref bytesInAll);

    /// <summary>Replaces what the files that are not empty begin with.</summary>
    public void Begin(ReadOnlySpan<byte> header)
    {
        for (int walker = 0; walker < lengths.Length && header.Length > 0; walker++)
        {
            if (lengths[walker] > 0)
                Write(walker, header, 0);
        }
    }

    /// <summary>Adds bytes to a walker's file, after a header if the file is empty.</summary>
    /// <exception cref="IOException">The disk does not take what was collected before, or these.</exception>
    public void Append(int walker, ReadOnlySpan<byte> header, ReadOnlySpan<byte> bytes)
    {
        if (lengths[walker] == 0)
            Append(walker, header);
        Append(walker, bytes);
    }

    /// <summary>Adds bytes to a walker's file.</summary>
    /// <exception cref="IOException">The disk does not take what was collected before, or these.</exception>
    public void Append(int walker, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > capacity - collectedBytes[walker])
            Flush(walker);
        if (bytes.Length > capacity)
        {
            Write(walker, bytes, lengths[walker]);
        }
        else
        {
            bytes.CopyTo(collected.AsSpan((walker * capacity) + collectedBytes[walker]));
            collectedBytes[walker] += bytes.Length;
        }

        lengths[walker] += bytes.Length;
        Interlocked.Add(ref bytesInAll, bytes.Length);
    }

    /// <summary>Writes all that is collected.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Flush()
    {
        for (int walker = 0; walker < lengths.Length; walker++)
            Flush(walker);
    }

    /// <summary>Makes all that was appended durable.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Sync()
    {
        Flush();
        int count = unsynced.AsSpan().Count(true);
        if (count == 0)
            return;

        // One by one, each file would wait for the disk: two minutes for 100 000 of them on a disk that takes a second for all together.
        if (count < FewestToSyncAtOnce || !DurableFile.TrySyncFileSystem(directory.WalkersFolder))
        {
            for (int walker = 0; walker < lengths.Length; walker++)
                Sync(walker);
            DurableFile.SyncFolder(directory.WalkersFolder);
        }

        unsynced.AsSpan().Clear();
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

    private void Flush(int walker)
    {
        int bytes = collectedBytes[walker];
        if (bytes == 0)
            return;
        Write(walker, collected.AsSpan(walker * capacity, bytes), lengths[walker] - bytes);
        collectedBytes[walker] = 0;
    }

    private void Write(int walker, ReadOnlySpan<byte> bytes, long place)
    {
        unsynced[walker] = true;
        handles.Write(walker, bytes, place);
    }

    private void Sync(int walker)
    {
        if (unsynced[walker])
            handles.Sync(walker);
    }

    private string PathOf(int walker) => directory.WalkerFile(walker, lengths.Length, extension);
}
