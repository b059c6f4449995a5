using System.Diagnostics;
using LatentSim.Models.Integrators;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Training;

/// <summary>
/// Trains an action-angle integrator on a sweep of Verlet trajectories: measures in each the times from node to node of its orbit, and fits, for each interval, the curve
/// of their logarithm over that of the time of constant acceleration. It needs no libtorch.
/// </summary>
public static class ActionAngleTraining
{
    /// <summary>The integrator's name in progress and metrics.</summary>
    public const string Stage = "action-angle";

    /// <summary>Trains it.</summary>
    /// <param name="data">The sweep; Delta_R plays no part, as what is learned serves all.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Hears of the one epoch: the losses are root mean squares of the logarithm of an interval's time, of constant acceleration and
    /// of trajectories left out of the fit.</param>
    /// <param name="interrupt">Ends it: the simulations done so far are fitted.</param>
    /// <exception cref="ArgumentException">The system is not one particle on a line, or an option makes no sense.</exception>
    /// <exception cref="InvalidInputException">No trajectory of the sweep is bound.</exception>
    /// <exception cref="OperationCanceledException">All training was stopped.</exception>
    public static (ActionAngleWeights Weights, StageMetrics Metrics) Train(
        IntegratorData data, ActionAngleOptions options, ITrainingProgress? progress = null, TrainingInterrupt? interrupt = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        OptionCheck.AtLeast("simulations", data.Simulations, 1);
        OptionCheck.Positive("duration", data.Duration);
        CancellationToken cancellation = interrupt?.BeginStage() ?? default;
        Stopwatch watch = Stopwatch.StartNew();

        PotentialWells wells = new(data.System);
        OrbitNodes nodes = new(wells, options.Intervals, options.CrossingIntervals);
        PassageSamples samples = new(wells, nodes, data.System.Mass.Minimum);
        TrainingStop stop = Simulate(data, wells, nodes, samples, cancellation);
        interrupt?.ThrowIfStopped();
        if (samples.IsEmpty)
            throw new InvalidInputException("particles", "start", $"none of {data.Simulations} simulations is of an orbit that an action-angle integrator can follow, expected particles that do not escape and a duration of half a period or more");

        (List<PassageCorrection> passages, double untrained, double leftOut) = samples.Fit(options);
        ActionAngleWeights weights = new(options.Intervals, options.CrossingIntervals, data.System.Mass.Minimum, passages);
        TrainingEpoch epoch = new(Stage, 1, 1, untrained, leftOut, true, watch.Elapsed.TotalSeconds);
        progress?.Report(epoch);
        return (weights, new StageMetrics(Stage, [epoch], 1, leftOut, epoch.Seconds, stop));
    }

    private static TrainingStop Simulate(IntegratorData data, PotentialWells wells, OrbitNodes nodes, PassageSamples samples, CancellationToken cancellation)
    {
        for (int index = 0; index < data.Simulations; index++)
        {
            if (cancellation.IsCancellationRequested)
                return TrainingStop.Interrupted;
            ParticleState start = ParticleSweep.Draw(data.System, data.Seed, index, RandomPurpose.TrainingSweep);
            if (Orbit.Through(wells, start.Positions[0], 0, start.Mass, start.Stiffness) is not { Rests: false } orbit)
                continue;
            NodeTimes times = new(nodes, orbit, start.Positions[0]);
            Follow(data, start, times);
            if (!times.IsLost)
                samples.Add(orbit, times);
        }

        return TrainingStop.Completed;
    }

    private static void Follow(IntegratorData data, ParticleState start, NodeTimes times)
    {
        double timestep = data.System.VerletTimestep;
        ParticleVerlet verlet = new(data.System, start, timestep);
        long steps = (long)Math.Round(data.Duration / timestep);
        double position = start.Positions[0];
        double velocity = 0;
        for (long step = 0; step < steps && !times.IsLost; step++)
        {
            verlet.Advance(1);
            VerletStep now = new(step * timestep, timestep, position, velocity, verlet.Positions[0], verlet.Velocities[0]);
            times.Add(now);
            (position, velocity) = (now.To, now.ToVelocity);
        }
    }
}
