using LatentSim.Actors;
using LatentSim.Engine.Information;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Terminal;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>
/// The directory of a run as it is shown: one that ended, or one that another process computes now. Nothing in the directory is changed, and no lock is held:
/// whoever computes there does not notice.
/// </summary>
public sealed class DirectoryRun : ILiveRun, IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReportGrowth = TimeSpan.FromSeconds(10);
    private readonly RunDirectory directory;
    private readonly Simulator model;
    private readonly FrameFiles frames;
    private readonly RunProgressOnDisk progress;
    private readonly DirectorySize size;
    private readonly GrowthRate rate = new();
    private readonly WatchedFile observables;
    private readonly WatchedFile target;
    private readonly CancellationTokenSource closing = new();
    private readonly Lock looking = new();
    private RunSettings settings;
    private DateTime settingsTime;
    private DateTimeOffset lastReport = DateTimeOffset.UtcNow;
    private volatile LiveState state = new();
    private MolecularTarget? computed;

    private DirectoryRun(RunDirectory directory, RunSettings settings, Simulator model)
    {
        this.directory = directory;
        this.settings = settings;
        this.model = model;
        settingsTime = File.GetLastWriteTimeUtc(directory.SettingsFile);
        frames = new FrameFiles(directory, settings, model, Log, () => state.Phase);
        progress = new RunProgressOnDisk(directory, settings, frames.Format);
        size = new DirectorySize(directory);
        observables = new WatchedFile(directory.ObservablesFile);
        target = new WatchedFile(MolecularTarget.FileOf(directory));
        Scene = SceneBuilder.Of(directory, settings, model, isComputedHere: false) with { Dimension = frames.Dimension };
        Refresh();
    }

    /// <inheritdoc/>
    public LiveScene Scene { get; }

    /// <inheritdoc/>
    public ILiveSource Frames => frames;

    /// <inheritdoc/>
    public LiveLog Log { get; } = new();

    /// <inheritdoc/>
    public RunControl? Control => null;

    /// <summary>Opens a directory and begins to look at it, once a second, until it is disposed.</summary>
    /// <param name="path">The run directory.</param>
    /// <param name="reference">The configuration whose molecular dynamics it is compared with; null for what the directory holds, if anything.</param>
    /// <exception cref="InvalidInputException">It is no run directory, its settings or its model are damaged, or the reference does not fit.</exception>
    public static DirectoryRun Open(string path, string? reference = null)
    {
        var directory = new RunDirectory(path);
        directory.RequireRun();
        var run = new DirectoryRun(directory, RunSettingsFile.Read(directory.SettingsFile), Simulator.Load(directory.ModelFile));
        if (reference is not null)
            run.computed = MolecularTarget.Start(reference, run.model, run.settings, run.Log);
        _ = run.Watch();
        return run;
    }

    /// <inheritdoc/>
    public LiveState State() => state;

    /// <inheritdoc/>
    public string? Observables() => observables.Text;

    /// <inheritdoc/>
    public string? Target() => computed is null ? target.Text : computed.Text;

    /// <inheritdoc/>
    public void Stop(string who)
    {
    }

    /// <summary>Looks no more.</summary>
    public void Dispose()
    {
        closing.Cancel();
        computed?.Dispose();
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(closing.Token).ConfigureAwait(false))
                Refresh();
        }
        catch (OperationCanceledException)
        {
            // Whoever opened the directory closed it.
        }
    }

    /// <summary>Looks at the directory now.</summary>
    internal void Refresh()
    {
        lock (looking)
        {
            LiveState before = state;
            ReadSettings();
            bool isHeld = RunLock.IsHeld(directory);
            bool isNewCheckpoint = progress.Refresh(settings);
            size.Refresh(isHeld);
            state = StateOf(PhaseOf(isHeld));
            Report(before, isNewCheckpoint);
        }
    }

    // A run that is made longer has other settings; what watchers were told of the scene stays.
    private void ReadSettings()
    {
        DateTime time = File.GetLastWriteTimeUtc(directory.SettingsFile);
        if (time == settingsTime)
            return;
        settingsTime = time;
        try
        {
            RunSettings now = RunSettingsFile.Read(directory.SettingsFile);
            if (now.Walkers == settings.Walkers && now.WalkersPerShard == settings.WalkersPerShard)
                settings = now;
        }
        catch (Exception e) when (e is InvalidInputException or IOException or UnauthorizedAccessException)
        {
            Log.Warning("news", $"run.yaml cannot be read: {e.Message}");
        }
    }

    private LivePhase PhaseOf(bool isHeld)
    {
        if (isHeld)
            return progress.Frames > 0 ? LivePhase.Running : LivePhase.Starting;
        return progress.IsComplete(settings) ? LivePhase.Complete : LivePhase.Stopped;
    }

    private LiveState StateOf(LivePhase phase)
    {
        bool isRunning = phase is LivePhase.Running or LivePhase.Starting;
        if (isRunning)
            rate.Add(progress.Frames);
        else
            rate.Clear();
        long asked = Enumerable.Range(0, settings.Coarse is null ? 0 : settings.Walkers).Sum(settings.FramesOf);
        asked = settings.Coarse is null ? settings.Walkers * settings.Frames : asked;
        double? perSecond = isRunning ? rate.PerSecond : null;
        return new LiveState
        {
            Phase = phase,
            Reason = phase == LivePhase.Stopped ? $"stopped; go on with: latentsim resume {Display.Path(directory.Root)}" : null,
            FramesKept = progress.Frames,
            FramesAsked = asked,
            FramesPerSecond = perSecond,
            SecondsLeft = perSecond > 0 ? (asked - progress.Frames) / perSecond : null,
            Seconds = isRunning ? Math.Max(0, (DateTime.UtcNow - settingsTime).TotalSeconds) : 0,
            Bytes = size.Bytes,
            Run = new RunStatus
            {
                Frames = progress.Frames,
                TotalFrames = asked,
                SlowestStep = progress.SlowestStep,
                Checkpoints = progress.Checkpoints,
                LastCheckpoint = progress.LastCheckpoint,
            },
        };
    }

    private void Report(LiveState before, bool isNewCheckpoint)
    {
        LiveState now = state;
        string kept = Display.Count(now.FramesKept, "frame");
        if (now.Phase != before.Phase || now.FramesAsked != before.FramesAsked)
            Log.Information(now.Phase is LivePhase.Running or LivePhase.Starting ? "news" : "end", $"{Display.Path(directory.Root)}: {InWords(now)}, {kept} of {now.FramesAsked}");
        else if (isNewCheckpoint)
            Log.Information("progress", $"a checkpoint was made: {kept}, {InformationText.Size(now.Bytes)}");
        else if (now.FramesKept != before.FramesKept && DateTimeOffset.UtcNow - lastReport > ReportGrowth)
            Log.Information("progress", $"{kept} of {now.FramesAsked}");
        else
            return;
        lastReport = DateTimeOffset.UtcNow;
    }

    private static string InWords(LiveState state) => state.Phase switch
    {
        LivePhase.Running or LivePhase.Starting => "another process computes it now",
        LivePhase.Complete => "complete",
        _ => state.Reason!,
    };
}
