namespace LatentSim.Molecules;

/// <summary>Opens files that a user named, so that one that cannot be opened is an error in the input.</summary>
internal static class InputFile
{
    /// <exception cref="InvalidInputException">The file does not exist or cannot be read.</exception>
    internal static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidInputException(path, "", Reason(path, e));
        }
    }

    private static string Reason(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        _ when Directory.Exists(path) => "is a directory; expected a file",
        UnauthorizedAccessException => "may not be read by this user",
        _ => $"cannot be opened: {e.Message}",
    };
}
