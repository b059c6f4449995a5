using System.Security.Cryptography;
using LatentSim.Actors;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>A run directory that this process has to itself, new or resumed, and the run in it.</summary>
public sealed class RunSession : IDisposable
{
    private readonly RunLock runLock;
    private readonly DurableRun run;

    private RunSession(RunDirectory directory, RunLock runLock, RunSettings settings, Simulator model, RunEnergy? energy)
    {
        this.runLock = runLock;
        Directory = directory;
        Settings = settings;
        Model = model;
        run = new DurableRun(directory, settings, SimulatorPipeline.Of(model, settings, energy));
    }

    /// <summary>Where the run's files are.</summary>
    public RunDirectory Directory { get; }

    /// <summary>What the run was asked for.</summary>
    public RunSettings Settings { get; }

    /// <summary>The model that it runs.</summary>
    public Simulator Model { get; }

    /// <summary>Where those who want to watch subscribe.</summary>
    public LiveHub Live { get; } = new();

    /// <summary>Makes the directory of a new run. Nothing is computed yet.</summary>
    /// <exception cref="InvalidInputException">The request, the model or the directory is not usable; the message says why.</exception>
    public static RunSession Create(RunRequest request)
    {
        Simulator model = Simulator.Load(request.ModelFile);
        if (model.IsBackmapperAlone)
            throw new InvalidInputException(request.ModelFile, "", "holds a backmapper and no source; expected 'latentsim backmap', which brings a coarse trajectory");
        RunSettings settings = Resolve(request, model);
        settings.Validate("run");
        RunEnergy? energy = RunEnergy.Read(request.EnergyFile, settings);
        _ = SimulatorPipeline.Of(model, settings, energy);

        var directory = new RunDirectory(request.Directory);
        directory.Create();
        RunLock runLock = RunLock.Take(directory);
        try
        {
            RunFiles.Write(directory, settings, model, request.ModelFile, request.EnergyFile);
            return new RunSession(directory, runLock, settings, model, energy);
        }
        catch
        {
            runLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens the directory of a run to go on with it. Nothing is computed yet.</summary>
    /// <exception cref="InvalidInputException">It is no run directory, it was changed, its checkpoints are damaged, or another process runs in it.</exception>
    public static RunSession Resume(string path, ResumeOptions? options = null)
    {
        var directory = new RunDirectory(path);
        directory.RequireRun();
        RunLock runLock = RunLock.Take(directory);
        try
        {
            RunSettings settings = Changed(RunSettingsFile.Read(directory.SettingsFile), options ?? new ResumeOptions());
            settings.Validate("resume");
            Simulator model = Simulator.Load(directory.ModelFile);
            if (HashOf(directory.ModelFile) != settings.ModelHash)
                throw new InvalidInputException(directory.ModelFile, "", "is not the model that this run was started with");

            var session = new RunSession(directory, runLock, settings, model, RunEnergy.Read(directory.EnergyFile, settings));
            _ = session.run.FindStart();
            RunSettingsFile.Write(directory.SettingsFile, settings);
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
    /// task ends normally with <see cref="RunOutcome.Stopped"/>. Everything that was computed is then durable.
    /// </summary>
    /// <exception cref="InvalidInputException">The directory's files are not what its checkpoint says.</exception>
    /// <exception cref="RunFailedException">The disk does not take the frames; the run can be resumed.</exception>
    /// <exception cref="TimeoutException">The disk did not answer in time; the run can be resumed.</exception>
    public Task<RunResult> Run(IProgress<RunProgress>? progress = null, CancellationToken stop = default) =>
        run.Run(Live, progress, stop);

    /// <summary>Leaves the directory to others.</summary>
    public void Dispose() => runLock.Dispose();

    private static RunSettings Resolve(RunRequest request, Simulator model) => new()
    {
        Seed = request.Seed,
        Walkers = request.Walkers,
        Frames = request.Frames,
        Devices = request.Devices,
        Stages = request.Stages ?? SimulatorPipeline.FirstStages(model, request.StageCount),
        ModelHash = HashOf(request.ModelFile),
        EnergyHash = request.EnergyFile is null ? null : RunEnergy.HashOf(request.EnergyFile),
        MostEnergy = request.MostEnergy,
        Start = request.Start,
        WalkersPerShard = request.WalkersPerShard ?? RunSettings.DefaultWalkersPerShard(request.Walkers, request.Devices.Count),
        CheckpointSeconds = request.CheckpointSeconds,
    };

    private static RunSettings Changed(RunSettings settings, ResumeOptions options) => settings with
    {
        Devices = options.Devices ?? settings.Devices,
        Frames = options.Frames ?? settings.Frames,
        CheckpointSeconds = options.CheckpointSeconds ?? settings.CheckpointSeconds,
    };

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
