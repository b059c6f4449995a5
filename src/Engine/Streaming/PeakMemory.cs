using System.Diagnostics;

namespace LatentSim.Engine.Streaming;

/// <summary>The most memory that this process has held.</summary>
internal static class PeakMemory
{
    /// <summary>In bytes, as the operating system counts resident memory.</summary>
    public static long OfThisProcess
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }
}
