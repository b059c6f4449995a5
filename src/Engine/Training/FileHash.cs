using System.Security.Cryptography;

namespace LatentSim.Engine.Training;

/// <summary>Digests of files, for provenance.</summary>
internal static class FileHash
{
    /// <summary>The SHA-256 of a file's bytes in hexadecimal, lower case.</summary>
    public static string Sha256(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
