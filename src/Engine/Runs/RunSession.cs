using System.Security.Cryptography;
using LatentSim.Actors;
using LatentSim.Engine.Backmapping;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>A run directory that this process has to itself, new or resumed, and the run in it.</summary>
public sealed class RunSession : IDisposable
{
    private const int MostWalkers = 1 << 20;
    private readonly RunLock runLock;
    private readonly DurableRun run;
    private readonly IReadOnlyList<string> remarks;
    private bool canBeDiscarded;

    private RunSession(RunDirectory directory, RunLock runLock, RunSettings settings, Simulator model, RunEnergy? energy, CoarseInput? coarse)
    {
        UsableDevices devices = UsableDevices.Of(settings.Devices);
        settings = settings with { Devices = devices.Names };
        remarks = [.. coarse?.Remarks ?? [], .. devices.Remarks, .. SimulatorPipeline.RemarksOn(model, settings)];
        this.runLock = runLock;
        Directory = directory;
        Settings = settings;
        Model = model;
        RunPipeline pipeline = SimulatorPipeline.Of(model, settings, energy, coarse);
        run = new DurableRun(directory, settings, pipeline);
        Statistics = pipeline.Statistics;
        Live = new LiveHub(RunForm.Of(model, settings));
    }

    /// <summary>Where the run's files are.</summary>
    public RunDirectory Directory { get; }

    /// <summary>What the run was asked for, on the devices that this machine has.</summary>
    public RunSettings Settings { get; }

    /// <summary>The model that it runs.</summary>
    public Simulator Model { get; }

    /// <summary>What a user may want to know of the run's coarse trajectories and devices, and of the checkpoint that it goes on from, a line each.</summary>
    public IReadOnlyList<string> Remarks => run.Remark is { } remark ? [.. remarks, remark] : remarks;

    /// <summary>The time between frames, in the model's unit; of the first coarse trajectory, where there are some.</summary>
    public double FrameSpacing => Settings.Coarse?.SpacingOf(0, Model.LagTime) ?? Model.LagTime;

    /// <summary>Where those who want to watch subscribe.</summary>
    public LiveHub Live { get; }

    /// <summary>Holds the run.</summary>
    public RunControl Control { get; } = new();

    /// <summary>How the run is.</summary>
    public RunMonitor Monitor { get; } = new();

    /// <summary>The state of the run's statistics, for those who watch them grow.</summary>
    public LiveObservables Growing { get; } = new();

    /// <summary>The statistics that the run keeps.</summary>
    internal IRunStatistics Statistics { get; }

    /// <summary>The bytes of frames that all files hold; 0 before the run has begun.</summary>
    internal long Bytes => run.Bytes;

    /// <summary>Makes the directory of a new run. Nothing is computed yet.</summary>
    /// <exception cref="InvalidInputException">The request, the model or the directory is not usable; the message says why.</exception>
    public static RunSession Create(RunRequest request)
    {
        Simulator model = Simulator.Load(request.ModelFile);
        var directory = new RunDirectory(request.Directory);
        if (model.IsBackmapperAlone && request.Coarse is null)
            throw new InvalidInputException(request.ModelFile, "", "holds a backmapper and no source; expected 'latentsim backmap', which brings a coarse trajectory");
        directory.RequireNew();
        CoarseInput? coarse = request.Coarse is { } named ? CoarseInput.Open(named, model, request.Walkers, request.Status) : null;
        RunSettings settings = Resolve(request, model, coarse?.Settings);
        settings.Validate("run");
        RunEnergy? energy = RunEnergy.Read(request.EnergyFile, settings);
        _ = SimulatorPipeline.Of(model, settings, energy, coarse);

        directory.Create();
        RunLock runLock = RunLock.Take(directory);
        try
        {
            RunFiles.Write(directory, settings, model, request.ModelFile, request.EnergyFile);
            return new RunSession(directory, runLock, settings, model, energy, coarse) { canBeDiscarded = true };
        }
        catch
        {
            runLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens the directory of a run to go on with it. Nothing is computed yet.</summary>
    /// <exception cref="InvalidInputException">It is no run directory, it was changed, its checkpoints are damaged, or another process runs in it.</exception>
    public static RunSession Resume(string path, ResumeOptions? options = null) => Open(path, options, (_, _) => { });

    /// <summary>Opens the directory of a run to make it longer. Nothing is computed yet.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="frames">The frames of each walker in the end: at least as many as the run was asked for.</param>
    /// <param name="options">What else may be different.</param>
    /// <exception cref="InvalidInputException">The run cannot become longer, or that long; or it cannot be resumed.</exception>
    public static RunSession Extend(string path, long frames, ResumeOptions? options = null) =>
        Open(path, (options ?? new ResumeOptions()) with { Frames = frames }, RequireLonger);

    private static RunSession Open(string path, ResumeOptions? options, Action<RunSettings, RunSettings> check)
    {
        var directory = new RunDirectory(path);
        directory.RequireRun();
        RunLock runLock = RunLock.Take(directory);
        try
        {
            // While the settings are read on this thread: start-up is mostly code that runs for the first time.
            Task<(Simulator Model, string Hash)> loading = Task.Run(() => (Simulator.Load(directory.ModelFile), HashOf(directory.ModelFile)));
            RunSettings before = RunSettingsFile.Read(directory.SettingsFile);
            RunSettings settings = Changed(before, options ?? new ResumeOptions());
            check(before, settings);
            settings.Validate("resume");
            (Simulator model, string hash) = loading.GetAwaiter().GetResult();
            if (hash != settings.ModelHash)
                throw new InvalidInputException(directory.ModelFile, "", "is not the model that this run was started with");

            CoarseInput? coarse = settings.Coarse is { } files ? CoarseInput.Reopen(files, options?.Status) : null;
            var session = new RunSession(directory, runLock, settings, model, RunEnergy.Read(directory.EnergyFile, settings), coarse);
            session.run.FindStart();
            RunSettingsFile.Update(directory.SettingsFile, settings);
            return session;
        }
        catch
        {
            runLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs until all frames are there, or <paramref name="stop"/> is cancelled: then the blocks on their way are finished, a checkpoint is made, and the
    /// task ends normally with <see cref="RunOutcome.Stopped"/>. Everything that was computed is then durable. A full disk is waited for; when a run is
    /// stopped while it waits, its last checkpoint stands: <see cref="RunOutcome.StoppedWithoutRoom"/>.
    /// </summary>
    /// <exception cref="InvalidInputException">The directory's files are not what its checkpoint says.</exception>
    /// <exception cref="RunFailedException">The disk does not take the frames; the run can be resumed.</exception>
    /// <exception cref="TimeoutException">The disk did not answer in time; the run can be resumed.</exception>
    public Task<RunResult> Run(IProgress<RunProgress>? progress = null, CancellationToken stop = default, IProgress<string>? news = null)
    {
        canBeDiscarded = false;
        return run.Run(new RunWatch { Live = Live, Progress = progress, News = news, Control = Control, Monitor = Monitor, Growing = Growing }, stop);
    }

    /// <summary>Removes the directory of a new run in which nothing was computed; leaves any other as it is.</summary>
    public void Discard()
    {
        if (!canBeDiscarded)
            return;
        runLock.Dispose();
        Directory.Discard();
    }

    /// <summary>Leaves the directory to others.</summary>
    public void Dispose() => runLock.Dispose();

    private static RunSettings Resolve(RunRequest request, Simulator model, CoarseSettings? coarse)
    {
        if (coarse is null)
            return Resolve(request, model, request.Walkers);
        long walkers = (long)coarse.Trajectories.Count * request.Walkers;
        if (walkers > MostWalkers)
            throw new InvalidInputException("run", "replicas", $"give {walkers} walkers; expected at most {MostWalkers}");
        return Resolve(request, model, (int)walkers) with
        {
            Coarse = coarse,
            Frames = Enumerable.Range(0, (int)walkers).Max(walker => coarse.FramesOf(walker, request.Frames)),
            Stages = StageNames.OfCoarse,
        };
    }

    private static RunSettings Resolve(RunRequest request, Simulator model, int walkers) => request.Pace.Of(new RunSettings
    {
        Seed = request.Seed,
        Walkers = walkers,
        Frames = request.Frames,
        Devices = request.Devices,
        Stages = request.Stages ?? SimulatorPipeline.FirstStages(model, request.StageCount),
        ModelHash = HashOf(request.ModelFile),
        EnergyHash = request.EnergyFile is null ? null : RunEnergy.HashOf(request.EnergyFile),
        MostEnergy = request.MostEnergy,
        Start = request.Start,
        WalkersPerShard = request.WalkersPerShard ?? DeviceBlocks.WalkersPerShard(walkers, UsableDevices.Of(request.Devices).Names),
        FramesPerBlock = DeviceBlocks.FramesPerBlock(UsableDevices.Of(request.Devices).Names),
    }.WithLongBlocksOfLatents());

    private static RunSettings Changed(RunSettings settings, ResumeOptions options) => options.Pace.Of(settings) with
    {
        Devices = options.Devices ?? settings.Devices,
        Frames = options.Frames ?? settings.Frames,
        Coarse = options.CoarseFiles is { } files ? Moved(settings.Coarse, files) : settings.Coarse,
    };

    private static void RequireLonger(RunSettings before, RunSettings after)
    {
        if (before.Coarse is not null)
            throw new InvalidInputException("extend", "", "this run ends where its coarse trajectories end; give longer ones to 'latentsim backmap' instead");
        if (after.Frames < before.Frames)
            throw new InvalidInputException("extend", "frames", $"is {after.Frames}; the run has {before.Frames} frames of each walker, or is asked for them: expected as many or more");
    }

    private static CoarseSettings Moved(CoarseSettings? coarse, IReadOnlyList<string> files)
    {
        if (coarse is null || coarse.Trajectories.Count != files.Count)
            throw new InvalidInputException("--coarse", "", $"names {files.Count} files; the run has {coarse?.Trajectories.Count ?? 0} coarse trajectories");
        return coarse with
        {
            Trajectories = [.. coarse.Trajectories.Zip(files, (trajectory, file) => trajectory with { File = trajectory.File with { Path = Path.GetFullPath(file) } })],
        };
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
