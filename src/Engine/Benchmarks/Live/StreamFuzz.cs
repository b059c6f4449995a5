using System.Net;
using System.Net.Sockets;
using System.Text;
using LatentSim.Engine.Live.Web;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>Sends a real web server's stream messages as a client might, mutated, and sees whether it serves others as before.</summary>
internal static class StreamFuzz
{
    private const int AtOnce = 8;
    private const int Sites = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends messages.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Chooses the mutations.</param>
    public static async Task<StreamFuzzResult> Run(long count, int seed)
    {
        var run = new EndlessRun(Sites, framesAtOnce: 4, TimeSpan.FromMilliseconds(1));
        await using WebServer server = await WebServer.Start(new WebSettings(), run).ConfigureAwait(false);
        long said = run.Log.Count;
        long refused = 0;
        long hangs = 0;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (message, _) =>
        {
            var random = new Random(unchecked((int)((seed * 1_000_003L) + message)));
            (bool isEnded, bool isRefused) = await Attack(server.Address, random).ConfigureAwait(false);
            if (!isEnded || (message % 100 == 0 && !await IsServed(server.Address).ConfigureAwait(false)))
                Interlocked.Increment(ref hangs);
            if (isRefused)
                Interlocked.Increment(ref refused);
        }).ConfigureAwait(false);

        if (!await IsServed(server.Address).ConfigureAwait(false))
            hangs++;
        return new StreamFuzzResult(count, refused, server.Faults, hangs, run.Log.Count - said);
    }

    // Whether the server ended the connection in time, and whether it said that the message breaks the protocol.
    private static async Task<(bool IsEnded, bool IsRefused)> Attack(Uri where, Random random)
    {
        using Socket socket = await Connect(where).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(Patience);
        byte[] mutated = new MutatedMessages(random).Next();
        byte[] seen = new byte[4096];
        bool isRefused = false;
        try
        {
            await socket.SendAsync(mutated, patience.Token).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
            for (int read; (read = await socket.ReceiveAsync(seen, patience.Token).ConfigureAwait(false)) > 0;)
                isRefused |= seen.AsSpan(0, read).IndexOf("error"u8) >= 0;
            return (true, isRefused);
        }
        catch (OperationCanceledException)
        {
            return (false, isRefused);
        }
        catch (SocketException)
        {
            // The server has seen enough.
            return (true, isRefused);
        }
    }

    private static async Task<bool> IsServed(Uri where)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using Socket socket = await Connect(where).WaitAsync(patience.Token).ConfigureAwait(false);
            byte[] seen = new byte[4096];
            var text = new StringBuilder();
            while (!text.ToString().Contains("hello", StringComparison.Ordinal))
            {
                int read = await socket.ReceiveAsync(seen, patience.Token).ConfigureAwait(false);
                if (read == 0)
                    return false;
                text.Append(Encoding.Latin1.GetString(seen, 0, read));
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<Socket> Connect(Uri where)
    {
        var place = new IPEndPoint(IPAddress.Loopback, where.Port);
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            // Closed at once, so that a hundred thousand connections do not use up the ports of this machine.
            LingerState = new LingerOption(true, 0),
            NoDelay = true,
        };
        await socket.ConnectAsync(place).ConfigureAwait(false);
        string request = $"GET /stream HTTP/1.1\r\nHost: {where.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request)).ConfigureAwait(false);
        return socket;
    }
}
