using LatentSim.Actors;
using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Live.Session;

/// <summary>A run in this process, as servers show it.</summary>
public sealed class SessionRun : ILiveRun, IDisposable
{
    private static readonly TimeSpan LastFrames = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastFramesOfAStop = TimeSpan.FromSeconds(1);
    private readonly RunSession session;
    private readonly CancellationTokenSource stop = new();
    private readonly RunRate rate;
    private readonly SessionObservables observables;
    private readonly long framesAsked;
    private volatile SessionPhase phase = new(LivePhase.Starting, null);

    /// <summary>Shows a session, which stays the caller's; nothing is computed yet.</summary>
    public SessionRun(RunSession session)
    {
        this.session = session;
        rate = new RunRate(TimeProvider.System, session.Control);
        observables = new SessionObservables(session);
        framesAsked = Enumerable.Range(0, session.Settings.Walkers).Sum(session.Settings.FramesOf);
        Scene = SceneBuilder.Of(session.Directory, session.Settings, session.Model, isComputedHere: true);
    }

    /// <inheritdoc/>
    public LiveScene Scene { get; }

    /// <inheritdoc/>
    public ILiveSource Frames => session.Live;

    /// <inheritdoc/>
    public LiveLog Log { get; } = new();

    /// <inheritdoc/>
    public RunControl? Control => session.Control;

    /// <summary>The estimates from MD, where there are some to compare with.</summary>
    public Func<string?>? TargetEstimates { get; set; }

    /// <inheritdoc/>
    public string? Target() => TargetEstimates?.Invoke();

    /// <inheritdoc/>
    public string? Observables() => observables.Text();

    /// <inheritdoc/>
    public LiveState State()
    {
        RunStatus status = session.Monitor.Status();
        SessionPhase now = SessionPhase.Of(status) ?? phase;
        bool isHeld = now.Phase == LivePhase.Running && session.Control.IsHeld;
        double? framesPerSecond = now.Phase == LivePhase.Running && !isHeld ? rate.Of(status.Frames) : null;
        return new LiveState
        {
            Phase = isHeld ? LivePhase.Held : now.Phase,
            Reason = isHeld ? $"held by {string.Join(", ", session.Control.Holders())}" : now.Reason,
            Run = status,
            FramesKept = FramesKept(status),
            FramesAsked = framesAsked,
            Seconds = rate.Seconds,
            FramesPerSecond = framesPerSecond,
            SecondsLeft = framesPerSecond > 0 ? (status.TotalFrames - status.Frames) / framesPerSecond : null,
            Bytes = session.Bytes,
        };
    }

    /// <inheritdoc/>
    public void Stop(string who)
    {
        if (stop.IsCancellationRequested)
            return;
        Log.Warning("news", $"{who} asks the run to stop");
        stop.Cancel();
    }

    /// <summary>Runs the session to its end, or until it is asked to stop; when it ends, watchers have been told, and those who want every frame have had a while to take the last.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="interruption">Asks it to stop.</param>
    /// <exception cref="RunFailedException">See <see cref="RunSession.Run"/>.</exception>
    public async Task<RunResult> Run(IProgress<RunProgress>? progress, CancellationToken interruption)
    {
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(interruption, stop.Token);
        phase = new SessionPhase(LivePhase.Running, null);
        rate.Begin();
        try
        {
            return await session.Run(new RatedProgress(rate, progress), asked.Token, new LoggedNews(Log)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            phase = new SessionPhase(LivePhase.Failed, e.Message.ReplaceLineEndings(" "));
            throw;
        }
        finally
        {
            observables.Finish();
            await LastFramesTaken(asked.Token).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private Task LastFramesTaken(CancellationToken asked) => asked.IsCancellationRequested
        ? session.Live.WhenTaken(LastFramesOfAStop, CancellationToken.None)
        : session.Live.WhenTaken(LastFrames, asked);

    // Before the run has begun nothing is known of what is there.
    private long FramesKept(RunStatus status) => status.Slots.Count == 0 ? 0 : framesAsked - status.TotalFrames + status.Frames;

    private sealed class RatedProgress(RunRate rate, IProgress<RunProgress>? progress) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            rate.Add(value.Frames);
            progress?.Report(value);
        }
    }

    private sealed class LoggedNews(LiveLog log) : IProgress<string>
    {
        public void Report(string value) => log.Warning("news", value);
    }
}
