using LatentSim.Engine.Information;

namespace LatentSim.Engine.Runs;

/// <summary>Tells a disk that is full from one that is broken.</summary>
internal static class DiskRoom
{
    private const int NoSpace = 28;
    private const int LinuxQuota = 122;
    private const int DarwinQuota = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether the operating system refused a write because the disk is full, or because the user's share of it is: ENOSPC, EDQUOT.</summary>
    public static bool IsMissing(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is WindowsDiskFull or WindowsHandleDiskFull
        : exception.HResult == NoSpace || exception.HResult == (OperatingSystem.IsMacOS() ? DarwinQuota : LinuxQuota);

    /// <summary>What there is no room for, where, how much it needs and how much there is.</summary>
    public static string Describe(string what, string folder, long needed) =>
        $"the disk is full, or your share of it: {what} in {folder} need {InformationText.Size(needed)} more at least, and {(Left(folder) is { } left ? InformationText.Size(left) : "less")} can be had";

    private static long? Left(string folder)
    {
        try
        {
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
