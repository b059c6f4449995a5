using System.Net;
using System.Net.Sockets;
using LatentSim.Engine.Live.Imd;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>Sends a real IMD server packets as a client might, mutated, and sees whether it serves others as before.</summary>
internal static class ImdFuzz
{
    private const int Sites = 5;
    private const int PacketsASession = 10;
    private const int SessionsAtOnce = 8;
    private const int Greeting = 23;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends packets.</summary>
    /// <param name="count">At least how many.</param>
    /// <param name="seed">Chooses the mutations.</param>
    public static async Task<ImdFuzzResult> Run(long count, int seed)
    {
        var run = new EndlessRun(Sites, framesAtOnce: 4, TimeSpan.FromMilliseconds(2));
        await using ImdServer server = ImdServer.Start(new ImdSettings { Port = 0, Control = true }, run);
        long sessions = (count + PacketsASession - 1) / PacketsASession;
        long hangs = 0;
        await Parallel.ForAsync(0, sessions, new ParallelOptions { MaxDegreeOfParallelism = SessionsAtOnce }, async (session, _) =>
        {
            await Attack(server.EndPoint, new Random(HashCode.Combine(seed, session))).ConfigureAwait(false);
            if (session % 100 == 0 && !await IsServed(server.EndPoint).ConfigureAwait(false))
                Interlocked.Increment(ref hangs);
        }).ConfigureAwait(false);

        // A client that wanted the run to wait for another leaves it held; with the next, nothing that a former client did may hold it.
        bool isWell = await HaveGone(server).ConfigureAwait(false) && await IsServed(server.EndPoint).ConfigureAwait(false) && await HaveGone(server).ConfigureAwait(false);
        if (!isWell || run.Control!.IsHeld)
            hangs++;
        return new ImdFuzzResult(sessions * PacketsASession, server.Accepted, server.Failures, hangs, server.Warnings);
    }

    private static async Task Attack(IPEndPoint where, Random random)
    {
        using Socket socket = await Connect(where).ConfigureAwait(false);
        byte[] bytes = new ImdPackets(random, Sites).Session(PacketsASession);
        try
        {
            for (int sent = 0; sent < bytes.Length;)
            {
                int piece = random.Next(4) == 0 ? random.Next(1, 12) : bytes.Length;
                sent += await socket.SendAsync(bytes.AsMemory(sent, Math.Min(piece, bytes.Length - sent))).ConfigureAwait(false);
            }

            if (random.Next(2) == 0)
                socket.Shutdown(SocketShutdown.Send);
            if (random.Next(4) == 0)
                await socket.ReceiveAsync(new byte[4096]).WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // The server has seen enough.
        }
    }

    private static async Task<bool> IsServed(IPEndPoint where)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            if (await TrySession(where).ConfigureAwait(false))
                return true;
            await Task.Delay(20).ConfigureAwait(false);
        }

        return false;
    }

    // A session that may be refused while there are too many clients, but not left without an answer.
    private static async Task<bool> TrySession(IPEndPoint where)
    {
        using Socket socket = await Connect(where).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(Patience);
        byte[] bytes = new byte[4096];
        try
        {
            await socket.SendAsync(new byte[] { 0, 0, 0, 3, 0, 0, 0, 0 }, patience.Token).ConfigureAwait(false);
            int read = 0;
            int more = 1;
            for (; more > 0 && read < 2 * Greeting; read += more)
                more = await socket.ReceiveAsync(bytes.AsMemory(read), patience.Token).ConfigureAwait(false);
            return read >= 2 * Greeting;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> HaveGone(ImdServer server)
    {
        for (int look = 0; look < 100 && server.Clients > 0; look++)
            await Task.Delay(Patience / 100).ConfigureAwait(false);
        return server.Clients == 0;
    }

    private static async Task<Socket> Connect(IPEndPoint where)
    {
        var socket = new Socket(where.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            // Closed at once, so that a hundred thousand sessions do not use up the ports of this machine.
            LingerState = new LingerOption(true, 0),
            NoDelay = true,
        };
        await socket.ConnectAsync(where).ConfigureAwait(false);
        return socket;
    }
}
