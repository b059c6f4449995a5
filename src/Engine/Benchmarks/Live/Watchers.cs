using System.Net.Sockets;
using System.Net.WebSockets;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>Clients that watch at the same time, until they are disposed.</summary>
internal sealed class Watchers : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task[] watching;

    /// <summary>Starts all of them.</summary>
    public Watchers(IEnumerable<ILiveClient> clients) => watching = [.. clients.Select(client => Task.Run(() => Watch(client)))];

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        Task.WaitAll(watching);
        stop.Dispose();
    }

    // A server that ends ends its clients.
    private async Task Watch(ILiveClient client)
    {
        try
        {
            await client.Watch(stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or WebSocketException or ObjectDisposedException)
        {
        }
    }
}
