using System.Diagnostics;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>Trains the integrator of a configuration on the sweep that it describes.</summary>
internal sealed class IntegratorTraining
{
    private const string OnInterruption = "interrupted: keeping the best so far. Interrupt again to give up.";

    private readonly ConfigurationFile configuration;
    private readonly ProgressLine progress;

    private IntegratorTraining(ConfigurationFile configuration, ProgressLine progress)
    {
        this.configuration = configuration;
        this.progress = progress;
    }

    private SystemConfiguration Settings => configuration.Settings;

    /// <summary>Says what will be trained; writes nothing.</summary>
    public static IntegratorTraining Prepare(ConfigurationFile configuration, ProgressLine progress)
    {
        progress.Print(Describe(configuration.Settings));
        return new IntegratorTraining(configuration, progress);
    }

    /// <summary>Whether an integrator is trained with libtorch.</summary>
    public static bool NeedsTorch(SystemConfiguration settings) => settings.Integrator == IntegratorKinds.Lstm;

    /// <summary>Trains. When the user interrupts, training ends with the best weights so far.</summary>
    /// <param name="logFile">Where the losses of every epoch are written.</param>
    /// <param name="cancellation">The user's interruption.</param>
    public TrainedModel Run(string logFile, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        (IIntegratorWeights weights, IReadOnlyList<StageMetrics> metrics) = InterruptibleTraining.Run(progress, logFile, OnInterruption, Train, cancellation);
        return new TrainedModel(Assemble(weights, metrics, clock.Elapsed), metrics);
    }

    private static string Describe(SystemConfiguration settings)
    {
        IntegratorData sweep = settings.Sweep;
        return $"{settings.Name}: {Display.Count(sweep.Simulations, "trajectory", "trajectories")} of {Duration.In(Simulator.ReducedTime, sweep.Duration)}, {Display.Count(sweep.Frames, "frame")} each; "
            + $"{settings.Integrator} with a timestep of {Duration.In(Simulator.ReducedTime, sweep.Timestep)}, {Display.Count(sweep.VerletSteps, "Verlet timestep")}";
    }

    private (IIntegratorWeights Weights, IReadOnlyList<StageMetrics> Metrics) Train(ITrainingProgress log, TrainingInterrupt interrupt)
    {
        switch (Settings.Integrator)
        {
            case IntegratorKinds.Lstm:
                var torch = new TorchSettings { Seed = Settings.Seed, Threads = Settings.Threads };
                return Result(LstmIntegratorTraining.Train(Settings.Sweep, Settings.Lstm.Options, torch, log, interrupt));
            case IntegratorKinds.ActionAngle:
                return Result(ActionAngleTraining.Train(Settings.Sweep, Settings.ActionAngle.Options, log, interrupt));
            case IntegratorKinds.Symplectic:
                return Result(SymplecticTraining.Train(Settings.Sweep, Settings.Symplectic.Options, log, interrupt));
            default:
                return (new VerletWeights(), []);
        }
    }

    private static (IIntegratorWeights Weights, IReadOnlyList<StageMetrics> Metrics) Result<T>((T Weights, StageMetrics Metrics) trained)
        where T : IIntegratorWeights => (trained.Weights, [trained.Metrics]);

    private Simulator Assemble(IIntegratorWeights weights, IReadOnlyList<StageMetrics> metrics, TimeSpan time)
    {
        var provenance = new Provenance(
            $"latentsim {PackageVersions.Program}", [], configuration.Text, TrainingFigures.Of(metrics), PackageVersions.All(),
            (ulong)Settings.Seed, Math.Round(time.TotalSeconds, 1));
        return new Simulator(Settings.Name, Settings.Timestep, null, null, null, null, null, null, null, provenance)
        {
            TimeUnit = Simulator.ReducedTime,
            Integrator = new IntegratorModel(Settings.Sweep.System, weights, Settings.TestStart),
        };
    }
}
