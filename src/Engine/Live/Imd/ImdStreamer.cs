using System.Net.Sockets;
using LatentSim.Actors;

namespace LatentSim.Engine.Live.Imd;

/// <summary>Sends one client its frames, several at once where several are there.</summary>
internal sealed class ImdStreamer
{
    private const int BatchBytes = 1 << 16;
    private const int MostWaitingBytes = 1 << 21;
    private const int MostWaitingFrames = 4096;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(32);

    private readonly ImdStreamPlan plan;
    private readonly Socket socket;
    private readonly ImdClientState state;
    private readonly ImdFrameSource source;
    private readonly ImdPace pace;
    private readonly ImdFlow flow;
    private readonly ImdScene scene;
    private readonly LiveClients clients;
    private readonly TimeProvider clock;
    private readonly long frameBytes;
    private volatile ILiveSubscription? subscription;
    private long dropped;
    private long nextStep;
    private long framesSent;
    private long sendingSince;
    private long room;
    private TimeSpan untilLook = FirstLook;
    private bool isLate;

    /// <summary>Prepares a stream to a client.</summary>
    public ImdStreamer(ImdStreamPlan plan, ImdScene scene, Socket socket, ImdClientState state, ImdFlow flow, LiveClients clients, TimeProvider clock)
    {
        this.plan = plan;
        this.scene = scene;
        this.socket = socket;
        this.state = state;
        this.flow = flow;
        this.clients = clients;
        this.clock = clock;
        source = new ImdFrameSource(scene);
        pace = new ImdPace(clock);
        frameBytes = scene.Contents.FrameBytes(scene.Sites);
        nextStep = plan.From ?? 0;
    }

    /// <summary>The frames that were sent.</summary>
    public long FramesSent => Interlocked.Read(ref framesSent);

    /// <summary>Steps from a frame to the next, as of now.</summary>
    public long Stride => plan.IsLossless ? state.Rate : pace.Stride(state.Rate);

    /// <summary>For how long the client has read nothing while something was to be sent.</summary>
    public TimeSpan Stalled => Interlocked.Read(ref sendingSince) is var since and not 0 ? clock.GetElapsedTime(since) : plan.IsLossless ? TimeSpan.Zero : flow.Stalled;

    /// <summary>Asks for frames as far apart as the client wants them now.</summary>
    public void Retune()
    {
        if (subscription is { } watched)
            watched.Stride = Stride;
    }

    /// <summary>Sends frames until there are no more.</summary>
    /// <exception cref="OperationCanceledException">It is to end.</exception>
    /// <exception cref="SocketException">The connection ended.</exception>
    public async Task Run(CancellationToken ended)
    {
        using var writer = new ImdWriter((int)Math.Min(BatchBytes + frameBytes, Array.MaxLength));
        try
        {
            subscription = Subscribe();
            while (await Next(writer, ended).ConfigureAwait(false) is { } frames)
                await Send(frames, writer, ended).ConfigureAwait(false);
            await Flush(writer).ConfigureAwait(false);
        }
        finally
        {
            subscription?.Dispose();
        }
    }

    private async ValueTask<LiveFrames?> Next(ImdWriter writer, CancellationToken ended)
    {
        ObservePace();
        Retune();
        if (subscription!.TryNext(out LiveFrames? ready))
            return ready;
        await Flush(writer).ConfigureAwait(false);
        return await subscription.Next(ended).ConfigureAwait(false);
    }

    private async ValueTask Send(LiveFrames frames, ImdWriter writer, CancellationToken ended)
    {
        for (int place = 0; place < frames.Count; place++)
        {
            if (state.IsPaused)
                await WaitOut(writer, ended).ConfigureAwait(false);
            if (!plan.KeepsPaused && frames.Made < state.Resumed)
                return;
            long step = frames.FirstStep + (place * frames.Stride);
            if (step < nextStep || step % Stride != 0)
                continue;
            if (!plan.IsLossless && writer.Length >= room && !await HasRoom(frames, writer, ended).ConfigureAwait(false))
                return;
            source.Write(frames, place, writer);
            nextStep = step + 1;
            Interlocked.Increment(ref framesSent);
            if (writer.Length >= BatchBytes)
                await Flush(writer).ConfigureAwait(false);
        }
    }

    // Sends what is there and waits until the client has read; false when these frames are late by then: newer ones are there.
    private async ValueTask<bool> HasRoom(LiveFrames frames, ImdWriter writer, CancellationToken ended)
    {
        await Flush(writer).ConfigureAwait(false);
        while ((room = flow.Room()) == 0)
        {
            if (clock.GetUtcNow() - frames.Made > ImdPace.MostAge)
            {
                isLate = true;
                return false;
            }

            // Rarely, while the client reads nothing: one that is stuck costs next to nothing.
            await Task.Delay(untilLook, ended).ConfigureAwait(false);
            untilLook = untilLook * 2 < LastLook ? untilLook * 2 : LastLook;
        }

        if (!flow.IsProbing)
            untilLook = FirstLook;
        return true;
    }

    private async ValueTask WaitOut(ImdWriter writer, CancellationToken ended)
    {
        await Flush(writer).ConfigureAwait(false);
        await state.WhenRunning().WaitAsync(ended).ConfigureAwait(false);
        dropped = subscription!.Dropped;
    }

    private async ValueTask Flush(ImdWriter writer)
    {
        if (writer.Length == 0)
            return;
        Interlocked.Exchange(ref sendingSince, clock.GetTimestamp());
        await socket.SendAsync(writer.Written).ConfigureAwait(false);
        Interlocked.Exchange(ref sendingSince, 0);
        flow.Sent(writer.Length);
        clients.AddSent(writer.Length);
        room = 0;
        writer.Clear();
    }

    private void ObservePace()
    {
        if (plan.IsLossless)
            return;
        long pushedOut = subscription!.Dropped;
        pace.Observe(isLate || pushedOut > dropped);
        (dropped, isLate) = (pushedOut, false);
    }

    private ILiveSubscription Subscribe() => plan.Frames.Subscribe(new LiveRequest
    {
        Name = plan.Name,
        Walkers = [plan.Walker],
        Stride = Stride,
        Delivery = plan.IsLossless ? LiveDelivery.All : LiveDelivery.Newest,
        Capacity = (int)Math.Clamp(MostWaitingBytes / frameBytes, 1, MostWaitingFrames),
        Latents = false,
        Rows = scene.HasRows,
        From = plan.From is null ? null : nextStep,
    });
}
