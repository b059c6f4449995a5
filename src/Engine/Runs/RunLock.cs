using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>Held while a process runs in a directory; the operating system drops it with the process, however that ends.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="InvalidInputException">Another process has it.</exception>
    public static RunLock Take(RunDirectory directory)
    {
        try
        {
            return new RunLock(new FileStream(directory.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new InvalidInputException(directory.Root, "", "another process is running in this directory; wait until it ends, or stop it");
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => file.Dispose();
}
