using System.Diagnostics;
using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Training;

/// <summary>Fits a symplectic integrator of pairs to Verlet trajectories of a sweep.</summary>
public static class SymplecticTraining
{
    /// <summary>The stage's name in progress and metrics.</summary>
    public const string Stage = "symplectic";

    private const double LeastImprovement = 1e-3;

    /// <summary>Draws states from the sweep and fits.</summary>
    /// <param name="data">The sweep; as many of its trajectories and as much of each are used as the options say.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Hears of every iteration, as an epoch.</param>
    /// <param name="interrupt">Ends training, keeping the best weights so far, or gives it up.</param>
    /// <returns>The integrator, and how training went: a loss of 1 is an error of 0.01 sigma a coordinate or 0.25 epsilon.</returns>
    /// <exception cref="ArgumentException">An option makes no sense, or the system has no pairs.</exception>
    /// <exception cref="OperationCanceledException">All training was stopped.</exception>
    public static (SymplecticWeights Weights, StageMetrics Metrics) Train(
        IntegratorData data, SymplecticOptions options, ITrainingProgress? progress = null, TrainingInterrupt? interrupt = null)
    {
        options.Check();
        if (data.System.Potential != ParticlePotential.LennardJones || data.System.Particles < 2)
            throw new ArgumentException("A symplectic integrator of pairs needs a system of Lennard-Jones particles, at least two.", nameof(data));
        CancellationToken cancellation = interrupt?.BeginStage() ?? default;
        Stopwatch clock = Stopwatch.StartNew();
        SymplecticStates states = new(data, options);
        int trajectories = Math.Max(1, Math.Min(options.Trajectories, data.Simulations));
        int heldOut = Math.Min((int)Math.Ceiling(options.ValidationFraction * trajectories), trajectories - 1);
        List<SymplecticState> training = Draw(states, 0, trajectories - heldOut, interrupt);
        List<SymplecticState> validation = heldOut == 0 ? training : Draw(states, trajectories - heldOut, heldOut, interrupt);
        SymplecticFit fit = new(options, new SymplecticResiduals(states.System, states.MiddleStages, options.WindowStages), training);
        return Run(fit, validation, options, clock, progress, cancellation);
    }

    private static List<SymplecticState> Draw(SymplecticStates states, int first, int count, TrainingInterrupt? interrupt)
    {
        List<SymplecticState> drawn = [];
        for (int i = first; i < first + count; i++)
        {
            interrupt?.ThrowIfStopped();
            drawn.AddRange(states.Draw(i));
        }

        return drawn;
    }

    // There are so few parameters for so many residuals that the last iteration is the best one: held-out losses tell how good it is, and choose nothing.
    private static (SymplecticWeights Weights, StageMetrics Metrics) Run(
        SymplecticFit fit, List<SymplecticState> validation, SymplecticOptions options, Stopwatch clock, ITrainingProgress? progress, CancellationToken cancellation)
    {
        List<TrainingEpoch> history = [];
        TrainingStop stop = TrainingStop.Completed;
        for (int iteration = 1; iteration <= options.Iterations; iteration++)
        {
            double before = fit.Loss;
            bool isBetter = fit.Improve(cancellation);
            double heldOut = fit.Mean(fit.Parameters, validation);
            history.Add(new TrainingEpoch(Stage, iteration, options.Iterations, fit.Loss, heldOut, isBetter, clock.Elapsed.TotalSeconds));
            progress?.Report(history[^1]);
            if (cancellation.IsCancellationRequested)
                stop = TrainingStop.Interrupted;
            else if (!isBetter || fit.Loss > (1 - LeastImprovement) * before)
                stop = TrainingStop.EarlyStopping;
            if (stop != TrainingStop.Completed)
                break;
        }

        StageMetrics metrics = new(Stage, history, history[^1].Epoch, history[^1].ValidationLoss, clock.Elapsed.TotalSeconds, stop);
        return (SymplecticParameters.ToWeights(fit.Parameters, options), metrics);
    }
}
