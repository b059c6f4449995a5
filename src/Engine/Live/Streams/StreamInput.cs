using System.Buffers;
using System.Net.WebSockets;

namespace LatentSim.Engine.Live.Streams;

/// <summary>One client's messages, each whole and at most <see cref="StreamLimits.MessageBytes"/> long.</summary>
internal sealed class StreamInput(WebSocket socket) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>Takes the next; null when the client leaves. Valid until the next call.</summary>
    /// <exception cref="StreamViolationException">It is text, or too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> Next()
    {
        int filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
                Grow();
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            if (part.MessageType == WebSocketMessageType.Text)
                throw new StreamViolationException("expected binary messages, found text");

            filled += part.Count;
            if (filled > StreamLimits.MessageBytes)
                throw new StreamViolationException($"the message is longer than {StreamLimits.MessageBytes} bytes");
            if (part.EndOfMessage)
                return buffer.AsMemory(0, filled);
        }
    }

    /// <summary>Takes what a client sends, and forgets it, until it closes.</summary>
    public static async Task Drain(WebSocket socket, CancellationToken cancellation)
    {
        byte[] nothing = new byte[1024];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            await socket.ReceiveAsync(nothing.AsMemory(), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
