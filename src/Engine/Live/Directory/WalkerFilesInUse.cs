namespace LatentSim.Engine.Live;

/// <summary>The open files of the few walkers that are read in turn; others are closed. Used by one thread at a time.</summary>
/// <param name="open">Opens a walker's file; null where it is not there yet.</param>
internal sealed class WalkerFilesInUse(Func<int, IWalkerFile?> open) : IDisposable
{
    private const int Most = 4;
    private readonly List<(int Walker, IWalkerFile File)> files = new(Most);

    /// <summary>A walker's file; null where it is not there yet.</summary>
    /// <exception cref="Molecules.InvalidInputException">It cannot be opened.</exception>
    public IWalkerFile? Of(int walker)
    {
        int place = files.FindIndex(used => used.Walker == walker);
        if (place >= 0)
            return files[place].File;
        if (open(walker) is not { } file)
            return null;
        if (files.Count == Most)
        {
            files[0].File.Dispose();
            files.RemoveAt(0);
        }

        files.Add((walker, file));
        return file;
    }

    /// <summary>Closes all.</summary>
    public void Dispose()
    {
        foreach ((_, IWalkerFile file) in files)
            file.Dispose();
        files.Clear();
    }
}
