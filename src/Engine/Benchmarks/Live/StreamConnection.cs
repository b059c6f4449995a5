using System.Net.WebSockets;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>A WebSocket that speaks latentsim.v1. One reader and one writer at a time.</summary>
internal sealed class StreamConnection : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private byte[] buffer = new byte[1 << 16];

    private StreamConnection()
    {
        socket.Options.AddSubProtocol("latentsim.v1");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {WatchedProgram.Token}");
    }

    /// <summary>Connects.</summary>
    /// <param name="web">Where the page is.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<StreamConnection> Open(Uri web, CancellationToken stop)
    {
        var connection = new StreamConnection();
        await connection.socket.ConnectAsync(new UriBuilder(web) { Scheme = "ws", Path = "/stream" }.Uri, stop).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Sends a message.</summary>
    public ValueTask Send(byte[] message, CancellationToken stop) => socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, true, stop);

    /// <summary>Receives the next message; null at the end.</summary>
    public async Task<StreamMessage?> Receive(CancellationToken stop)
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return StreamMessage.Read(buffer.AsMemory(0, length));
            if (length == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
