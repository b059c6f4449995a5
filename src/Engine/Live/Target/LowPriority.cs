using System.Runtime.InteropServices;

namespace LatentSim.Engine.Live;

/// <summary>Work that is to take only what others leave of the processor.</summary>
internal static partial class LowPriority
{
    private const int OfProcess = 0;
    private const int ThisThread = 0;
    private const int Nicest = 19;

    /// <summary>Starts a thread for it.</summary>
    public static Thread Start(string name, Action work)
    {
        var thread = new Thread(() => Work(work)) { Name = name, IsBackground = true, Priority = ThreadPriority.Lowest };
        thread.Start();
        return thread;
    }

    // The runtime's priorities mean nothing to Linux, where a thread can be as nice as a process.
    private static void Work(Action work)
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfProcess, ThisThread, Nicest);
        work();
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
