using Microsoft.AspNetCore.Http;

namespace LatentSim.Engine.Live.Web;

/// <summary>What every answer tells a browser to refuse.</summary>
internal static class WebHeaders
{
    /// <summary>Nothing but what this server sends is run, shown or asked; nobody frames the page.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Adds the headers.</summary>
    public static void AddTo(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
