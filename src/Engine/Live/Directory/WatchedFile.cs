using System.Text;

namespace LatentSim.Engine.Live;

/// <summary>The text of a small file that others replace, read again when it changed. Safe for any number of threads.</summary>
/// <param name="path">The file.</param>
internal sealed class WatchedFile(string path)
{
    private const long Largest = 1 << 26;
    private readonly Lock changing = new();
    private (DateTime Time, long Length) seen;
    private string? text;

    /// <summary>The text; the same instance until it changes. Null where there is no file, or none that can be read.</summary>
    public string? Text
    {
        get
        {
            lock (changing)
            {
                Look();
                return text;
            }
        }
    }

    private void Look()
    {
        try
        {
            var file = new FileInfo(path);
            (DateTime Time, long Length) now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (now == seen)
                return;
            text = file.Exists && file.Length <= Largest ? File.ReadAllText(path, Encoding.UTF8) : null;
            seen = now;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is being replaced; the next look finds the new one.
        }
    }
}
