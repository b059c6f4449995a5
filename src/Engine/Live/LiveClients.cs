using System.Runtime.CompilerServices;

namespace LatentSim.Engine.Live;

/// <summary>The clients of all servers that show a run. Safe for any number of threads.</summary>
public sealed class LiveClients
{
    private static readonly ConditionalWeakTable<ILiveRun, LiveClients> Known = [];
    private readonly int[] counts = new int[Enum.GetValues<LiveClientKind>().Length];
    private long framesWaiting;
    private long bytesSent;

    private LiveClients()
    {
    }

    /// <summary>Frames that were taken for a client and that it has not received yet.</summary>
    public long FramesWaiting => Interlocked.Read(ref framesWaiting);

    /// <summary>Bytes sent to clients.</summary>
    public long BytesSent => Interlocked.Read(ref bytesSent);

    /// <summary>The clients of a run.</summary>
    public static LiveClients Of(ILiveRun run) => Known.GetValue(run, _ => new LiveClients());

    /// <summary>How many there are now.</summary>
    public int Count(LiveClientKind kind) => Volatile.Read(ref counts[(int)kind]);

    /// <summary>Counts a client until the result is disposed.</summary>
    public IDisposable Enter(LiveClientKind kind) => new Presence(this, (int)kind, int.MaxValue);

    /// <summary>Counts a client until the result is disposed, if there is room for it; null where there is none.</summary>
    /// <param name="kind">How it watches.</param>
    /// <param name="most">The most clients that there may be of <see cref="LiveClientKind.Page"/> and <see cref="LiveClientKind.Stream"/> together, or of <see cref="LiveClientKind.Imd"/>.</param>
    public IDisposable? TryEnter(LiveClientKind kind, int most)
    {
        var presence = new Presence(this, (int)kind, most);
        if (presence.IsIn)
            return presence;
        presence.Dispose();
        return null;
    }

    /// <summary>Counts frames that wait for a client, or, where negative, no longer do.</summary>
    public void AddWaiting(long frames) => Interlocked.Add(ref framesWaiting, frames);

    /// <summary>Counts bytes that were sent.</summary>
    public void AddSent(long bytes) => Interlocked.Add(ref bytesSent, bytes);

    private int Together(LiveClientKind kind) =>
        kind == LiveClientKind.Imd ? Count(kind) : Count(LiveClientKind.Page) + Count(LiveClientKind.Stream);

    private sealed class Presence : IDisposable
    {
        private readonly LiveClients clients;
        private readonly int kind;
        private int left;

        public Presence(LiveClients clients, int kind, int most)
        {
            this.clients = clients;
            this.kind = kind;
            Interlocked.Increment(ref clients.counts[kind]);
            IsIn = clients.Together((LiveClientKind)kind) <= most;
        }

        public bool IsIn { get; }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                Interlocked.Decrement(ref clients.counts[kind]);
        }
    }
}
