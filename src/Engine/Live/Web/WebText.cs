using System.Text;
using Microsoft.AspNetCore.Http;

namespace LatentSim.Engine.Live.Web;

/// <summary>Short answers.</summary>
internal static class WebText
{
    /// <summary>The media type of plain text.</summary>
    public const string Plain = "text/plain; charset=utf-8";

    /// <summary>Sends a text.</summary>
    public static Task Send(HttpContext context, string mediaType, string text) => Send(context, mediaType, Encoding.UTF8.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    public static async Task Send(HttpContext context, string mediaType, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Says that there is nothing of that name.</summary>
    public static Task NotFound(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Send(context, Plain, why + "\n");
    }

    /// <summary>Says that there is nothing yet.</summary>
    public static Task Nothing(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
