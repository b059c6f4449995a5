using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Times steps and computes net speedups.</summary>
internal static class SpeedupExperiment
{
    /// <summary>The simulated time in equation 3 unless told, as in the paper.</summary>
    public const double DefaultDuration = 1e6;

    private const double AccuracyDuration = 1000;

    /// <summary>Runs it.</summary>
    public static IExperimentResult Run(ExperimentSetup setup)
    {
        double time = setup.Duration ?? DefaultDuration;
        (Subject Subject, IIntegrator Integrator, bool IsTrained)[] all = [.. from kind in setup.Integrators from timestep in setup.Timesteps select Get(setup, kind, timestep)];
        setup.Tell($"timing {all.Length} integrators and Verlet by turns");
        var verlet = new ParticleVerlet(setup.System, setup.Test, setup.System.VerletTimestep);
        double[] seconds = StepTimes.Measure([steps => verlet.Advance(steps), .. all.Select(one => Steps(setup, one.Subject, one.Integrator))], StepTimes.DefaultTurns, setup.Cancellation);

        SpeedupAccuracy? accuracy = all.Any(one => one.IsTrained) ? new SpeedupAccuracy(setup, AccuracyDuration) : null;
        SpeedupRow[] rows = [.. all.Select((one, i) => Row(setup, accuracy, one.Subject, one.Integrator, one.IsTrained, seconds[0], seconds[i + 1], time))];
        return new SpeedupResult(SystemSummary.Of(setup), time, seconds[0], AccuracyDuration, rows);
    }

    private static (Subject Subject, IIntegrator Integrator, bool IsTrained) Get(ExperimentSetup setup, string kind, double timestep)
    {
        IIntegrator integrator = setup.Models.GetForTiming(kind, timestep, out bool isTrained);
        return (new Subject(kind, TrajectoryKind.FreeRunning, timestep), integrator, isTrained);
    }

    // One trajectory, begun again every turn so that one that diverges is not timed on numbers that no user sees. A step is not done before its
    // positions and velocities are there: some integrators do all their work only then.
    private static Action<int> Steps(ExperimentSetup setup, Subject subject, IIntegrator integrator)
    {
        double[] state = new double[integrator.StateLength];
        double[] window = Window(setup, subject.Timestep, integrator);
        double[] frame = new double[integrator.FrameLength];
        return steps =>
        {
            integrator.Start(window, setup.Test.Mass, setup.Test.Stiffness, state);
            for (int step = 0; step < steps; step++)
            {
                integrator.Step(state);
                integrator.Read(state, frame);
            }
        };
    }

    private static double[] Window(ExperimentSetup setup, double timestep, IIntegrator integrator)
    {
        VerletTrajectory truth = VerletTrajectory.Truth(setup.System, setup.Test, timestep);
        double[] window = new double[integrator.Window * integrator.FrameLength];
        for (int frame = 0; frame < integrator.Window; frame++)
        {
            truth.Frame.CopyTo(window.AsSpan(frame * integrator.FrameLength));
            truth.Advance();
        }

        return window;
    }

    private static SpeedupRow Row(
        ExperimentSetup setup, SpeedupAccuracy? accuracy, Subject subject, IIntegrator integrator, bool isTrained, double verletStep, double step, double time)
    {
        double speedup = NetSpeedup.Of(verletStep, step, integrator.Window, setup.System.VerletTimestep, subject.Timestep, time);
        var row = new SpeedupRow(subject, integrator.Window, step, speedup, isTrained);
        return isTrained ? accuracy!.AddTo(row, integrator) : row;
    }
}
