using System.Runtime.InteropServices;

namespace LatentSim.Engine.Runs;

/// <summary>How many files a process may have open. The runtime has raised the limit as far as the system lets it when the program starts.</summary>
internal static partial class OpenFileLimit
{
    private const int Usual = 1 << 10;
    private const int Most = 1 << 20;
    private const int ResourceOfOpenFiles = 7;

    /// <summary>The limit; where it cannot be asked for, what is usual.</summary>
    public static int Value => OperatingSystem.IsLinux() && GetLimit(ResourceOfOpenFiles, out Limit limit) == 0 ? (int)Math.Min(limit.Current, Most) : Usual;

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Current;
        public nuint Greatest;
    }
}
