using System.Globalization;
using System.Net.Sockets;
using LatentSim.Actors;

namespace LatentSim.Engine.Live.Imd;

/// <summary>One client, from its connection to its end.</summary>
internal sealed class ImdSession
{
    private const int ReceiveBytes = 4096;
    private const int BytesASecond = 1 << 20;

    private readonly ImdServer server;
    private readonly Socket socket;
    private readonly string name;
    private readonly ImdClientState state;
    private readonly ImdReader reader;
    private readonly ImdConnection connection;
    private readonly CancellationTokenSource ended = new();
    private readonly byte[] received = new byte[ReceiveBytes];
    private int waiting;
    private int filled;
    private volatile bool isIntroduced;
    private bool hasForces;
    private bool wroteOfForces;
    private bool isReady;
    private volatile string? reason;
    private volatile bool isBad;
    private ImdStreamer? streamer;

    /// <summary>Takes over a connection.</summary>
    /// <param name="server">Whose client it is.</param>
    /// <param name="socket">The connection.</param>
    /// <param name="name">What the client is called in the log.</param>
    public ImdSession(ImdServer server, Socket socket, string name)
    {
        this.server = server;
        this.socket = socket;
        this.name = name;
        state = new ImdClientState(server.Settings.Rate, server.Clock);
        reader = new ImdReader(server.Scene.Sites);
        connection = new ImdConnection(socket);
    }

    private RunControl? Control => server.Settings.Control ? server.Run.Control : null;

    /// <summary>Serves the client until it, or what it watches, ends. Throws nothing.</summary>
    public async Task Run()
    {
        try
        {
            await Serve().ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            reason ??= "its connection was lost";
        }
        catch (Exception e)
        {
            server.CountFailure();
            Fail($"could not be served: {e.Message}");
        }
        finally
        {
            End("");
            Leave();
            ended.Dispose();
            connection.Dispose();
        }
    }

    /// <summary>Ends the session now.</summary>
    /// <param name="why">Why, for the log, unless there was a reason before.</param>
    public void End(string why)
    {
        reason ??= why;
        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }

        socket.Dispose();
    }

    /// <summary>Ends the session when the client has not read for too long.</summary>
    public void CheckProgress()
    {
        if (streamer is not { } sending || state.IsPaused)
            return;
        TimeSpan most = server.Limits.StallOf(server.Settings.Delivery);
        if (sending.Stalled > most)
            Fail(string.Create(CultureInfo.InvariantCulture, $"read nothing for {most.TotalSeconds:0.#} s"));
    }

    private async Task Serve()
    {
        socket.NoDelay = true;
        await Greet().ConfigureAwait(false);
        if (!await Go().ConfigureAwait(false))
            return;

        isReady = true;
        server.Hold.Come();
        ImdStreamPlan plan = ImdStreamPlan.Of(server.Settings, server.Run, name);
        // What waits in the kernel's buffers is late: a client that is to get the newest has little there.
        if (!plan.IsLossless)
            socket.SendBufferSize = (int)Math.Clamp(2 * server.Scene.Contents.FrameBytes(server.Scene.Sites), 1 << 16, 1 << 22);
        streamer = new ImdStreamer(plan, server.Scene, socket, state, new ImdFlow(connection, server.Scene.Contents.FrameBytes(server.Scene.Sites), server.Clock), LiveClients.Of(server.Run), server.Clock);
        Task greeting = Introduce();
        Task receiving = Receive();
        Task sending = streamer.Run(ended.Token);
        if (await Task.WhenAny(receiving, sending).ConfigureAwait(false) == receiving)
            End("closed its connection");
        await Settle(sending, receiving).ConfigureAwait(false);
        await greeting.ConfigureAwait(false);
    }

    private async Task Settle(Task sending, Task receiving)
    {
        try
        {
            await sending.ConfigureAwait(false);
            await Linger(receiving).ConfigureAwait(false);
        }
        finally
        {
            End("");
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // No more frames come. The connection stays until the client has them all: a packet of the client to a closed one would destroy those on their way.
    private async Task Linger(Task receiving)
    {
        reason ??= "there are no more frames";
        socket.Shutdown(SocketShutdown.Send);
        long start = server.Clock.GetTimestamp();
        while (!receiving.IsCompleted && server.Clock.GetElapsedTime(start) < server.Limits.LingerOf(server.Settings.Delivery))
        {
            if (connection.IsDelivered && server.IsClosing)
                return;
            await Task.WhenAny(receiving, Task.Delay(ImdLimits.Look)).ConfigureAwait(false);
        }
    }

    private async Task Greet()
    {
        using var writer = new ImdWriter(4 * ImdHeader.Size);
        writer.Handshake(server.Settings.Version);
        if (server.Settings.Version > 2)
            writer.SessionInfo(server.Scene.Contents);
        await socket.SendAsync(writer.Written).ConfigureAwait(false);
    }

    private async Task<bool> Go()
    {
        using var patience = new CancellationTokenSource(server.Limits.Go);
        try
        {
            while (true)
            {
                if (Parse() is { } packet)
                    return packet.Type == ImdPacketType.Go || Fail($"sent a packet of type {(int)packet.Type} before go");
                if (reader.Problem is { } problem)
                    return Fail(problem);
                if (!await Fill(patience.Token).ConfigureAwait(false))
                    return Fail("closed its connection before go");
            }
        }
        catch (OperationCanceledException)
        {
            return Fail(string.Create(CultureInfo.InvariantCulture, $"sent no go within {server.Limits.Go.TotalSeconds:0.#} s"));
        }
    }

    private async Task Receive()
    {
        long taken = 0;
        while (true)
        {
            while (Parse() is { } packet)
            {
                bool goesOn = Obey(packet);
                server.CountPacket();
                if (!goesOn)
                    return;
            }

            if (reader.Problem is { } problem)
            {
                Fail(problem);
                return;
            }

            if (taken > BytesASecond / 10)
            {
                // Nobody has that much to say: the rest waits, so that it costs nothing.
                await Task.Delay(ImdLimits.Look, ended.Token).ConfigureAwait(false);
                taken = 0;
            }

            if (!await Fill(CancellationToken.None).ConfigureAwait(false))
                return;
            taken += filled;
        }
    }

    private async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        (waiting, filled) = (0, await socket.ReceiveAsync(received.AsMemory(), cancellation).ConfigureAwait(false));
        return filled > 0;
    }

    private ImdHeader? Parse()
    {
        ReadOnlySpan<byte> rest = received.AsSpan(waiting, filled - waiting);
        bool isRead = reader.TryRead(ref rest, out ImdHeader packet);
        waiting = filled - rest.Length;
        return isRead ? packet : null;
    }

    // False when the client wants to end.
    private bool Obey(ImdHeader packet)
    {
        switch (packet.Type)
        {
            case ImdPacketType.Disconnect:
                End("disconnected");
                return false;
            case ImdPacketType.Kill:
                Kill();
                return false;
            case ImdPacketType.Pause:
                Pause(server.Settings.Version > 2 || !state.IsPaused);
                return true;
            case ImdPacketType.Resume:
                Pause(false);
                return true;
            case ImdPacketType.TransmissionRate:
                state.SetRate(packet.Value);
                streamer?.Retune();
                return true;
            case ImdPacketType.Wait:
                state.HoldsAfter = packet.Value != 0 && Control is not null;
                return true;
            case ImdPacketType.AppliedForces:
                NoteForces();
                return true;
            default:
                return true;
        }
    }

    private void Kill()
    {
        if (Control is not null)
            server.Run.Stop(name);
        End(Control is null ? "asked to end the run, which only --imd-control allows" : "asked to end the run");
    }

    private void Pause(bool value)
    {
        state.Pause(value);
        if (value)
            Control?.Hold(name);
        else
            Control?.Release(name);
    }

    private void NoteForces()
    {
        hasForces = true;
        if (wroteOfForces || !isIntroduced)
            return;
        wroteOfForces = true;
        server.Inform($"{name} sends forces, which this run does not apply");
    }

    private bool Fail(string problem)
    {
        isBad = true;
        End(problem);
        return false;
    }

    // Short sessions leave one line, when they end.
    private async Task Introduce()
    {
        await Task.Delay(ImdLimits.Introduction, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended.IsCancellationRequested)
            return;
        server.Inform($"{name} watches walker {server.Settings.Walker}");
        isIntroduced = true;
    }

    private void Leave()
    {
        server.Run.Control?.Release(name);
        bool isHeld = isReady && server.Hold.Go(state.HoldsAfter);
        string line = Line();
        if (isBad)
            server.Warn(line);
        else
            server.Inform(isHeld ? $"{line}; the run is held until another client comes" : line);
    }

    private string Line()
    {
        if (isBad)
            return $"{name} {reason}: closed";
        long frames = streamer?.FramesSent ?? 0;
        string spacing = streamer is { Stride: > 1 } sending ? string.Create(CultureInfo.InvariantCulture, $", {sending.Stride} steps apart in the end") : "";
        string forces = hasForces && !wroteOfForces ? "; it sent forces, which were not applied" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name} ended after {frames} frames{spacing}: {reason}{forces}");
    }
}
