using System.Collections.Concurrent;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace LatentSim.Engine.Live.Web;

/// <summary>The files of the page, which the build put into this program. Each is read when it is first asked for.</summary>
internal sealed class PageAssets
{
    private const string Folder = "page/";
    private const string BrotliEnding = ".br";
    private readonly ConcurrentDictionary<string, PageAsset?> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> names;
    private readonly Assembly assembly;

    /// <summary>Finds the files that an assembly holds.</summary>
    public PageAssets(Assembly assembly)
    {
        this.assembly = assembly;
        names = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))];
    }

    /// <summary>A file; null where there is none of that name.</summary>
    public PageAsset? Find(string name) => names.Contains(Folder + name) ? known.GetOrAdd(name, Read) : null;

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".wasm" => "application/wasm",
        ".json" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };

    private static byte[]? Compressed(byte[] plain)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(plain);
        return bytes.Length < plain.Length ? bytes.ToArray() : null;
    }

    private PageAsset Read(string name)
    {
        byte[] plain = Bytes(Folder + name)!;
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"";
        return new PageAsset(MediaTypeOf(name), tag, plain, Bytes(Folder + name + BrotliEnding), new Lazy<byte[]?>(() => Compressed(plain)));
    }

    private byte[]? Bytes(string resource)
    {
        using Stream? stream = assembly.GetManifestResourceStream(resource);
        if (stream is null)
            return null;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
