using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LatentSim.Engine.Live.Web;

/// <summary>Serves the page and its files, compressed as the browser knows it, and not at all where the browser has them.</summary>
internal sealed class WebPage
{
    /// <summary>Where the files are.</summary>
    public const string Folder = "/assets/";

    private const string NotBuilt = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>LatentSim</title></head>
        <body><h1>The page was not built</h1>
        <p>This program was built where Node.js and npm were missing, so it has no page to show. Install both (Debian: <code>apt-get install nodejs npm</code>) and build it again.</p>
        <p>All else is here: <a href="/status.json">status.json</a>, <a href="/observables.json">observables.json</a>, <a href="/topology.pdb">topology.pdb</a>, <a href="/metrics">metrics</a>, <a href="/healthz">healthz</a>, and the stream for programs at /stream.</p>
        </body></html>

        """;

    private readonly PageAssets assets = new(typeof(WebPage).Assembly);

    /// <summary>Serves the page.</summary>
    public Task Index(HttpContext context) =>
        assets.Find("index.html") is { } index ? Send(context, index) : WebText.Send(context, "text/html; charset=utf-8", NotBuilt);

    /// <summary>Serves one of its files.</summary>
    public Task Asset(HttpContext context, string name) =>
        assets.Find(name) is { } asset ? Send(context, asset) : WebText.NotFound(context, "the page has no such file");

    private static Task Send(HttpContext context, PageAsset asset)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ETag = asset.Tag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        StringValues accepted = context.Request.Headers.AcceptEncoding;
        (string? encoding, byte[] bytes) = asset switch
        {
            { Brotli: { } brotli } when Accepts(accepted, "br") => ("br", brotli),
            { Gzip.Value: { } gzip } when Accepts(accepted, "gzip") => ("gzip", gzip),
            _ => (null, asset.Plain),
        };
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return WebText.Send(context, asset.MediaType, bytes);
    }

    private static bool Accepts(StringValues header, string encoding) => header
        .SelectMany(line => (line ?? "").Split(','))
        .Select(item => item.Split(';'))
        .Any(item => item[0].Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase) && !item.Skip(1).Any(quality => quality.Replace(" ", "", StringComparison.Ordinal) is "q=0" or "q=0.0"));
}
