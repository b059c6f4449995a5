using System.Security.Cryptography;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>Tells whether an input of a run is the one that it was started with.</summary>
internal static class FileFingerprint
{
    /// <summary>The largest file that is hashed as a whole; of larger ones it is the first and the last <see cref="EndBytes"/>, and the length is compared.</summary>
    public const long LargestWhole = 1L << 28;

    /// <summary>The bytes at either end of a large file that are hashed.</summary>
    public const int EndBytes = 1 << 24;

    /// <summary>The fingerprint of a file.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static InputFingerprint Of(string path)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new InvalidInputException(path, "", Directory.Exists(full) ? "is a directory; expected a file" : "there is no such file");
        try
        {
            using FileStream file = File.OpenRead(full);
            return new InputFingerprint(full, file.Length, Convert.ToHexStringLower(file.Length <= LargestWhole ? SHA256.HashData(file) : OfEnds(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", $"cannot be read: {e.Message}");
        }
    }

    /// <summary>Checks that a file is the one that a run was started with.</summary>
    /// <exception cref="InvalidInputException">It is missing, or another.</exception>
    public static void Require(InputFingerprint expected)
    {
        InputFingerprint found = Of(expected.Path);
        if (found.Bytes != expected.Bytes)
            throw new InvalidInputException(expected.Path, "", $"has {found.Bytes} bytes; the run was started with a file of {expected.Bytes}");
        if (found.Hash != expected.Hash)
            throw new InvalidInputException(expected.Path, "", "is not the file that the run was started with: its SHA-256 is another");
    }

    private static byte[] OfEnds(FileStream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] bytes = new byte[EndBytes];
        foreach (long start in new[] { 0, file.Length - EndBytes })
        {
            file.Position = start;
            file.ReadExactly(bytes);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
