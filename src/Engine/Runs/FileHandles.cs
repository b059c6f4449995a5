using Microsoft.Win32.SafeHandles;

namespace LatentSim.Engine.Runs;

/// <summary>Open files by path, the least recently used closed first, so that a run of a hundred thousand walkers stays below the system's limit.</summary>
internal sealed class FileHandles(int capacity) : IDisposable
{
    private readonly Dictionary<string, LinkedListNode<(string Path, SafeFileHandle Handle)>> open = [];
    private readonly LinkedList<(string Path, SafeFileHandle Handle)> byUse = [];

    /// <summary>A handle to write to a file, which is created if it is not there.</summary>
    public SafeFileHandle Get(string path)
    {
        if (open.TryGetValue(path, out LinkedListNode<(string Path, SafeFileHandle Handle)>? node))
        {
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Handle;
        }

        if (open.Count >= capacity)
            CloseOldest();
        SafeFileHandle handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        open[path] = byUse.AddFirst((path, handle));
        return handle;
    }

    public void Dispose()
    {
        while (byUse.Count > 0)
            CloseOldest();
    }

    private void CloseOldest()
    {
        (string path, SafeFileHandle handle) = byUse.Last!.Value;
        handle.Dispose();
        open.Remove(path);
        byUse.RemoveLast();
    }
}
