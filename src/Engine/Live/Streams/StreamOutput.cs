using System.Buffers;
using System.Net.WebSockets;

namespace LatentSim.Engine.Live.Streams;

/// <summary>One client's way out: one message at a time, from one buffer, in the order in which senders came. Safe for any number of threads.</summary>
internal sealed class StreamOutput(WebSocket socket, LiveClients clients) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly PooledBuffer buffer = new();
    private bool closed;

    /// <summary>Sends a message that is there already.</summary>
    public Task Send(ReadOnlyMemory<byte> message, CancellationToken cancellation) =>
        Pass(message, static (bytes, _) => bytes, cancellation);

    /// <summary>Writes a message when its turn has come, and sends it unless <paramref name="write"/> says that it is no longer wanted.</summary>
    public Task Send<T>(T state, Func<T, IBufferWriter<byte>, bool> write, CancellationToken cancellation) =>
        Pass((state, write), static (job, buffer) => job.write(job.state, buffer) ? buffer.Written : default, cancellation);

    /// <summary>Closes this side after the messages before; nothing is sent later.</summary>
    public async Task Close(WebSocketCloseStatus status, string reason, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (closed)
                return;
            closed = true;
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, cancellation).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Gives the buffer back. To be called when no sender is left.</summary>
    public void Dispose()
    {
        buffer.Dispose();
        gate.Dispose();
    }

    private async Task Pass<T>(T state, Func<T, PooledBuffer, ReadOnlyMemory<byte>> message, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (closed)
                return;
            buffer.Clear();
            ReadOnlyMemory<byte> bytes = message(state, buffer);
            if (bytes.IsEmpty)
                return;

            // Not with the caller's token: a socket whose sending was cancelled is of no more use, and the others want to go on.
            await socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            clients.AddSent(bytes.Length);
        }
        finally
        {
            gate.Release();
        }
    }
}
