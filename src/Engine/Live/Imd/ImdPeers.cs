using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LatentSim.Engine.Live.Imd;

/// <summary>
/// What clients on this machine have received and not read, which Linux tells in /proc/net/tcp. Nothing is known of clients elsewhere. One for all clients of a
/// server, so that any number of them costs as much as one.
/// </summary>
/// <param name="server">Where the server listens.</param>
/// <param name="clock">The clock.</param>
internal sealed class ImdPeers(IPEndPoint server, TimeProvider clock)
{
    private const int LocalField = 1;
    private const int RemoteField = 2;
    private const int QueuesField = 4;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(20);

    private readonly string table = server.AddressFamily == AddressFamily.InterNetwork ? "/proc/net/tcp" : "/proc/net/tcp6";
    private readonly string serverPort = server.Port.ToString("X4", CultureInfo.InvariantCulture);
    private readonly Dictionary<int, long> unread = [];
    private readonly Lock changing = new();
    private readonly long start = clock.GetTimestamp();
    private TimeSpan looked = -Fresh;
    private long looks;

    /// <summary>The bytes that a client has received and not read, as of a moment ago; false when that is not known.</summary>
    /// <param name="port">The client's port.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="look">Counts how often it was looked: the same number, the same moment.</param>
    public bool TryUnread(int port, out long bytes, out long look)
    {
        lock (changing)
        {
            TimeSpan now = clock.GetElapsedTime(start);
            if (now - looked >= Fresh)
            {
                looked = now;
                looks++;
                Look();
            }

            look = looks;
            return unread.TryGetValue(port, out bytes);
        }
    }

    private void Look()
    {
        unread.Clear();
        try
        {
            foreach (string line in File.ReadLines(table))
                Read(line);
        }
        catch (IOException)
        {
            // There is no such table here.
        }
        catch (UnauthorizedAccessException)
        {
            // It is kept from this process.
        }
    }

    private void Read(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[QueuesField + 2];
        if (line.Split(fields, ' ', StringSplitOptions.RemoveEmptyEntries) <= QueuesField || !line[fields[RemoteField]].EndsWith(serverPort))
            return;
        ReadOnlySpan<char> local = line[fields[LocalField]];
        ReadOnlySpan<char> queues = line[fields[QueuesField]];
        if (TryHex(local[(local.IndexOf(':') + 1)..], out long port) && TryHex(queues[(queues.IndexOf(':') + 1)..], out long received))
            unread[(int)port] = received;
    }

    private static bool TryHex(ReadOnlySpan<char> text, out long number) => long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
