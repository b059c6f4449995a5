using LatentSim.Molecules;
using Microsoft.Win32.SafeHandles;

namespace LatentSim.Engine.Runs;

/// <summary>Held while a process runs in a directory; the operating system drops it with the process, however that ends.</summary>
internal sealed class RunLock : IDisposable
{
    private const int Attempts = 5;
    private const int AttemptPause = 10;
    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="InvalidInputException">Another process has it.</exception>
    public static RunLock Take(RunDirectory directory)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new RunLock(new FileStream(directory.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Whoever shows the directory looks at the lock for an instant.
                Thread.Sleep(AttemptPause);
            }
            catch (IOException)
            {
                throw new InvalidInputException(directory.Root, "", "another process is running in this directory; wait until it ends, or stop it");
            }
        }
    }

    /// <summary>Whether a process runs in a directory. Looks at the lock for an instant, and changes nothing.</summary>
    public static bool IsHeld(RunDirectory directory)
    {
        try
        {
            using SafeFileHandle look = File.OpenHandle(directory.LockFile, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => file.Dispose();
}
