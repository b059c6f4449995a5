using System.Buffers;
using System.Net.WebSockets;

namespace LatentSim.Engine.Live.Streams;

/// <summary>One client's way out: one message at a time, from one buffer, in the order in which senders came. Safe for any number of threads.</summary>
internal sealed class StreamOutput : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly PooledBuffer buffer = new();
    private readonly WebSocket socket;
    private readonly LiveClients clients;
    private readonly TimeProvider clock;
    private readonly ITimer watch;
    private long sendingSince;
    private bool closed;

    /// <summary>Sends to a client.</summary>
    /// <param name="socket">Its socket; aborted when the client takes too long for a message, which would hold its place for ever.</param>
    /// <param name="clients">Counts what is sent.</param>
    /// <param name="clock">The clock; the system's unless told.</param>
    public StreamOutput(WebSocket socket, LiveClients clients, TimeProvider? clock = null)
    {
        this.socket = socket;
        this.clients = clients;
        this.clock = clock ?? TimeProvider.System;
        watch = this.clock.CreateTimer(_ => Look(), null, Pace, Pace);
    }

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
        watch.Dispose();
        buffer.Dispose();
        gate.Dispose();
    }

    private void Look()
    {
        long since = Interlocked.Read(ref sendingSince);
        if (since != 0 && clock.GetElapsedTime(since) >= StreamLimits.Patience)
            socket.Abort();
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
            Interlocked.Exchange(ref sendingSince, clock.GetTimestamp());
            await socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            clients.AddSent(bytes.Length);
        }
        finally
        {
            Interlocked.Exchange(ref sendingSince, 0);
            gate.Release();
        }
    }
}
