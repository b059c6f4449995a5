using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LatentSim.Engine.Live.Operations;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Imd;

/// <summary>Shows one walker of a run to several clients that speak IMD.</summary>
public sealed class ImdServer : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly ConcurrentDictionary<ImdSession, Task> sessions = new();
    private readonly CancellationTokenSource closing = new();
    private readonly ITimer watch;
    private readonly Task accepting;
    private readonly LogThrottle log;
    private int clients;
    private long accepted;
    private long packets;
    private long failures;
    private long warnings;

    private ImdServer(ImdSettings settings, ILiveRun run, ImdScene scene, ImdLimits limits, Socket listener)
    {
        Settings = settings;
        Run = run;
        Scene = scene;
        Limits = limits;
        this.listener = listener;
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        log = new LogThrottle(run.Log, "client", clock: Clock);
        Hold = new ImdHold(run.Control, $"IMD port {EndPoint.Port}, which waits for a client", settings.Wait);
        run.Log.Information("server", $"IMD version {settings.Version} on {EndPoint}: walker {settings.Walker}{(settings.Wait ? "; the run waits for a client" : "")}");
        watch = Clock.CreateTimer(_ => CheckProgress(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        accepting = Task.Run(Accept);
    }

    /// <summary>What was asked for.</summary>
    public ImdSettings Settings { get; }

    /// <summary>The run.</summary>
    public ILiveRun Run { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The clients that are connected now.</summary>
    public int Clients => Volatile.Read(ref clients);

    /// <summary>The packets that clients have sent, after go.</summary>
    internal long Packets => Interlocked.Read(ref packets);

    /// <summary>What bad clients gave the log to say, though it may have left it out.</summary>
    internal long Warnings => Interlocked.Read(ref warnings);

    /// <summary>The connections that there were.</summary>
    internal long Accepted => Interlocked.Read(ref accepted);

    /// <summary>Sessions that ended by a failure of this server.</summary>
    internal long Failures => Interlocked.Read(ref failures);

    /// <summary>What all clients are told.</summary>
    internal ImdScene Scene { get; }

    /// <summary>How long it waits.</summary>
    internal ImdLimits Limits { get; }

    /// <summary>Holds the run while the port waits for a client.</summary>
    internal ImdHold Hold { get; }

    /// <summary>The clock.</summary>
    internal TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>Whether the program is about to end.</summary>
    internal bool IsClosing => closing.IsCancellationRequested;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="InvalidInputException">A setting does not fit the run, or the port is taken.</exception>
    public static ImdServer Start(ImdSettings settings, ILiveRun run) => Start(settings, run, new ImdLimits());

    /// <summary>Starts to listen, with other limits than usual.</summary>
    internal static ImdServer Start(ImdSettings settings, ILiveRun run, ImdLimits limits)
    {
        settings.RequireWalker(run.Scene.Walkers);
        if (run.Control is null && (settings.Control || settings.Wait))
            throw new InvalidInputException(settings.Control ? "--imd-control" : "--imd-wait", "", "cannot act on a run whose files are served; leave it out");
        var scene = new ImdScene(run.Scene, settings.Version);
        return new ImdServer(settings, run, scene, limits, ImdListener.Open(settings));
    }

    /// <summary>Stops listening, lets those who are to get every frame take the last ones, and disconnects all clients.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsClosing)
            return;
        await closing.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task all = Task.WhenAll(sessions.Values);
        if (Run.Scene.IsComputedHere)
            await Task.WhenAny(all, Task.Delay(Limits.LingerOf(Settings.Delivery))).ConfigureAwait(false);
        foreach (ImdSession session in sessions.Keys)
            session.End("the server ended");
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Hold.Dispose();
        await watch.DisposeAsync().ConfigureAwait(false);
        log.Dispose();
        closing.Dispose();
    }

    /// <summary>Says what a client does, unless there is too much of it.</summary>
    internal void Inform(string line) => log.Write("information", line);

    /// <summary>Says what a client does wrong, unless there is too much of it.</summary>
    internal void Warn(string line)
    {
        Interlocked.Increment(ref warnings);
        log.Write(line);
    }

    /// <summary>Counts a packet that was obeyed.</summary>
    internal void CountPacket() => Interlocked.Increment(ref packets);

    /// <summary>Counts a session that ended by a failure of this server.</summary>
    internal void CountFailure() => Interlocked.Increment(ref failures);

    private async Task Accept()
    {
        while (!IsClosing)
        {
            try
            {
                Socket socket = await listener.AcceptAsync(closing.Token).ConfigureAwait(false);
                Welcome(socket);
            }
            catch (SocketException e) when (!IsClosing)
            {
                // No file handle is left, say: those who are there are served, and it may pass.
                Warn($"a client of IMD port {EndPoint.Port} could not be accepted: {e.Message}");
                await Task.Delay(ImdLimits.Look, closing.Token).ConfigureAwait(false);
            }
        }
    }

    private void Welcome(Socket socket)
    {
        if (socket.RemoteEndPoint is not IPEndPoint remote)
        {
            socket.Dispose();
            return;
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"IMD client {Interlocked.Increment(ref accepted)} of port {EndPoint.Port} ({remote})");
        if (!Settings.Allowed.Allows(remote.Address))
            Refuse(socket, $"{name} may not connect: --imd-allow does not name its address");
        else if (Clients == ImdLimits.Clients)
            Refuse(socket, $"{name} was refused: there are {ImdLimits.Clients} already");
        else
            Begin(socket, name);
    }

    private void Begin(Socket socket, string name)
    {
        Interlocked.Increment(ref clients);
        var session = new ImdSession(this, socket, name);
        var started = new TaskCompletionSource();
        sessions[session] = Serve(session, started.Task);
        started.SetResult();
    }

    private async Task Serve(ImdSession session, Task started)
    {
        await started.ConfigureAwait(false);
        await Task.Yield();
        using (LiveClients.Of(Run).Enter(LiveClientKind.Imd))
            await session.Run().ConfigureAwait(false);
        Interlocked.Decrement(ref clients);
        sessions.TryRemove(session, out _);
    }

    private void Refuse(Socket socket, string line)
    {
        socket.Dispose();
        Warn(line);
    }

    private void CheckProgress()
    {
        foreach (ImdSession session in sessions.Keys)
            session.CheckProgress();
    }
}
