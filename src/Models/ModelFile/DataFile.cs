namespace LatentSim.Models.ModelFile;

/// <summary>A file that a simulator was trained on.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 hexadecimal digits in lower case.</param>
/// <param name="Frames">The number of frames that were used.</param>
public sealed record DataFile(string Name, string Sha256, long Frames);
