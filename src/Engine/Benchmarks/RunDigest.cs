using System.Security.Cryptography;

namespace LatentSim.Engine.Benchmarks;

/// <summary>The bytes that a run left, as one number.</summary>
internal static class RunDigest
{
    /// <summary>SHA-256 over the names and contents of the walkers' files, and of the running observables.</summary>
    public static string Of(string run)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] walkers = [.. Directory.EnumerateFiles(Path.Combine(run, "walkers")).Order(StringComparer.Ordinal)];
        foreach (string file in (string[])[.. walkers, Path.Combine(run, "observables.json")])
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            using FileStream stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
