using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LatentSim.Engine.Experiments;

/// <summary>The processor time that this thread has used, which does not count what other programs take of the core; where the system does not tell, the time of day.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>The seconds that this thread has worked.</summary>
    public static double Seconds()
    {
        if (OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out Time time) == 0)
            return time.Seconds + (1e-9 * time.Nanoseconds);
        return Stopwatch.GetElapsedTime(0).TotalSeconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;

        public nint Nanoseconds;
    }
}
