using System.Net;
using System.Net.Sockets;
using System.Text;
using LatentSim.Engine.Live.Imd;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>How a hostile client behaves.</summary>
internal enum Hostility
{
    /// <summary>Asks for everything by IMD and reads nothing.</summary>
    NeverReadsImd,

    /// <summary>Asks the stream for everything and reads nothing.</summary>
    NeverReadsStream,

    /// <summary>Sends a request, one byte a second.</summary>
    SlowRequest,

    /// <summary>Sends packets of IMD, one byte a second.</summary>
    SlowImd,

    /// <summary>Sends random bytes to the web server.</summary>
    RandomRequest,

    /// <summary>Sends random bytes to IMD.</summary>
    RandomImd,

    /// <summary>Connects and says nothing.</summary>
    HalfOpen,

    /// <summary>Sends the stream a message that is said to be larger than any memory.</summary>
    HugeMessage,

    /// <summary>Tries one token after another.</summary>
    WrongToken,
}

/// <summary>A client that means harm. It comes again a second after it was turned away.</summary>
/// <param name="web">Where the page is.</param>
/// <param name="imdPort">The port of an IMD server.</param>
/// <param name="hostility">What it does.</param>
/// <param name="seed">The key of its random numbers.</param>
internal sealed class HostileClient(Uri web, int imdPort, Hostility hostility, int seed) : ILiveClient
{
    private const int Burst = 4096;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BurstPause = TimeSpan.FromMilliseconds(100);
    private readonly Random random = new(seed);

    /// <inheritdoc/>
    public async Task Watch(CancellationToken stop)
    {
        await Task.Delay(Pause * random.NextDouble(), stop).ConfigureAwait(false);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Attack(stop).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // It was turned away.
            }

            await Task.Delay(Pause * (0.75 + (0.5 * random.NextDouble())), stop).ConfigureAwait(false);
        }
    }

    private async Task Attack(CancellationToken stop)
    {
        bool isImd = hostility is Hostility.NeverReadsImd or Hostility.SlowImd or Hostility.RandomImd || (hostility == Hostility.HalfOpen && seed % 2 == 0);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = Burst };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, isImd ? imdPort : web.Port), stop).ConfigureAwait(false);
        await (hostility switch
        {
            Hostility.NeverReadsImd => SendAndStay(socket, Go(), stop),
            Hostility.NeverReadsStream => SendAndStay(socket, [.. Upgrade(WatchedProgram.Token), .. Masked(StreamMessage.Subscribe(0, 0, 1, 1 << 20, "atoms", "latent", "log"))], stop),
            Hostility.SlowRequest => Slowly(socket, Upgrade(WatchedProgram.Token), stop),
            Hostility.SlowImd => Slowly(socket, [.. Go(), .. new byte[64]], stop),
            Hostility.RandomRequest or Hostility.RandomImd => Randomly(socket, [], stop),
            Hostility.HalfOpen => SendAndStay(socket, [], stop),
            Hostility.HugeMessage => Randomly(socket, [.. Upgrade(WatchedProgram.Token), 0x82, 0xff, 0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4], stop),
            _ => Guess(socket, stop),
        }).ConfigureAwait(false);
    }

    private static async Task SendAndStay(Socket socket, byte[] bytes, CancellationToken stop)
    {
        await socket.SendAsync(bytes.AsMemory(), stop).ConfigureAwait(false);
        await Task.Delay(Stay, stop).ConfigureAwait(false);
    }

    private static async Task Slowly(Socket socket, byte[] bytes, CancellationToken stop)
    {
        foreach (byte one in bytes)
        {
            await socket.SendAsync(new[] { one }.AsMemory(), stop).ConfigureAwait(false);
            await Task.Delay(Pause, stop).ConfigureAwait(false);
        }
    }

    private async Task Randomly(Socket socket, byte[] first, CancellationToken stop)
    {
        await socket.SendAsync(first.AsMemory(), stop).ConfigureAwait(false);
        byte[] bytes = new byte[Burst];
        for (int burst = 0; burst < Stay / BurstPause; burst++)
        {
            random.NextBytes(bytes);
            await socket.SendAsync(bytes.AsMemory(), stop).ConfigureAwait(false);
            await Task.Delay(BurstPause, stop).ConfigureAwait(false);
        }
    }

    private async Task Guess(Socket socket, CancellationToken stop)
    {
        byte[] answer = new byte[Burst];
        for (int attempt = 0; attempt < 10; attempt++)
        {
            await socket.SendAsync(Upgrade($"guess-{random.Next()}-of-the-token").AsMemory(), stop).ConfigureAwait(false);
            if (await socket.ReceiveAsync(answer.AsMemory(), stop).ConfigureAwait(false) == 0)
                return;
            await Task.Delay(BurstPause, stop).ConfigureAwait(false);
        }
    }

    private byte[] Upgrade(string token) => Encoding.ASCII.GetBytes(
        $"GET /stream HTTP/1.1\r\nHost: {web.Authority}\r\nAuthorization: Bearer {token}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: latentsim.v1\r\n\r\n");

    private static byte[] Go()
    {
        byte[] packet = new byte[ImdHeader.Size];
        new ImdHeader(ImdPacketType.Go, 0).Write(packet);
        return packet;
    }

    // A client's frame of less than 64 KiB, with a mask of zeros.
    private static byte[] Masked(byte[] message) => [0x82, 0xfe, (byte)(message.Length >> 8), (byte)message.Length, 0, 0, 0, 0, .. message];
}
