using System.Diagnostics;
using System.Globalization;

namespace LatentSim.Engine.Streaming;

/// <summary>The most memory that this process has held.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";
    private const string Peak = "VmHWM:";

    /// <summary>In bytes, as the operating system counts resident memory.</summary>
    public static long OfThisProcess => OperatingSystem.IsLinux() && OfStatus() is { } bytes ? bytes : OfProcess();

    // The same number without all else about a process.
    private static long? OfStatus()
    {
        string? line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Peak, StringComparison.Ordinal));
        string[] words = line?[Peak.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return words is [var kibibytes, "kB"] && long.TryParse(kibibytes, CultureInfo.InvariantCulture, out long number) ? number << 10 : null;
    }

    private static long OfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
