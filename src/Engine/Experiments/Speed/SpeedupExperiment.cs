using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Times steps and computes net speedups.</summary>
internal static class SpeedupExperiment
{
    /// <summary>The simulated time in equation 3 unless told, as in the paper.</summary>
    public const double DefaultDuration = 1e6;

    private const double EnergyDuration = 1000;

    /// <summary>Runs it.</summary>
    public static IExperimentResult Run(ExperimentSetup setup)
    {
        double time = setup.Duration ?? DefaultDuration;
        (Subject Subject, IIntegrator Integrator, bool IsTrained)[] all = [.. from kind in setup.Integrators from timestep in setup.Timesteps select Get(setup, kind, timestep)];
        setup.Tell($"timing {all.Length} integrators and Verlet by turns");
        var verlet = new ParticleVerlet(setup.System, setup.Test, setup.System.VerletTimestep);
        double[] seconds = StepTimes.Measure([steps => verlet.Advance(steps), .. all.Select(one => Steps(setup, one.Subject, one.Integrator))], StepTimes.DefaultTurns, setup.Cancellation);

        EnergyScale scale = EnergyScale.Of(setup.System, setup.Test);
        IReadOnlyList<(double Timestep, double Deviation)> baselines = [];
        if (all.Any(one => one.IsTrained))
        {
            setup.Tell(FormattableString.Invariant($"Verlet with coarser timesteps to t = {EnergyDuration:G6}"));
            baselines = FairVerlet.Deviations(setup.System, setup.Test, scale, EnergyDuration, setup.Cancellation);
        }

        SpeedupRow[] rows = [.. all.Select((one, i) => Row(setup, scale, baselines, one.Subject, one.Integrator, one.IsTrained, seconds[0], seconds[i + 1], time))];
        return new SpeedupResult(SystemSummary.Of(setup), time, seconds[0], EnergyDuration, rows);
    }

    private static (Subject Subject, IIntegrator Integrator, bool IsTrained) Get(ExperimentSetup setup, string kind, double timestep)
    {
        IIntegrator integrator = setup.Models.GetForTiming(kind, timestep, out bool isTrained);
        return (new Subject(kind, TrajectoryKind.FreeRunning, timestep), integrator, isTrained);
    }

    // One trajectory, begun again every turn so that one that diverges is not timed on numbers that no user sees.
    private static Action<int> Steps(ExperimentSetup setup, Subject subject, IIntegrator integrator)
    {
        double[] state = new double[integrator.StateLength];
        double[] window = Window(setup, subject.Timestep, integrator);
        double[] frame = new double[integrator.FrameLength];
        return steps =>
        {
            integrator.Start(window, setup.Test.Mass, setup.Test.Stiffness, state);
            for (int step = 0; step < steps; step++)
                integrator.Step(state);
            integrator.Read(state, frame);
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
        ExperimentSetup setup, EnergyScale scale, IReadOnlyList<(double Timestep, double Deviation)> baselines, Subject subject, IIntegrator integrator, bool isTrained,
        double verletStep, double step, double time)
    {
        double speedup = NetSpeedup.Of(verletStep, step, integrator.Window, setup.System.VerletTimestep, subject.Timestep, time);
        if (!isTrained)
            return new SpeedupRow(subject, integrator.Window, step, speedup, false, null, null);
        setup.Tell(FormattableString.Invariant($"energy of {subject.Integrator}, timestep {subject.Timestep:G6}"));
        EnergyDeviations energy = new EnergyMeasurement(setup.System, setup.Test, scale)
            .Measure(new FreeRunningTrajectory(setup.System, setup.Test, integrator, subject.Timestep), EnergyDuration, setup.Cancellation);
        if (energy.DivergedAt is not null || baselines.Count == 0)
            return new SpeedupRow(subject, integrator.Window, step, speedup, true, energy.Largest, null);

        // Where not even Delta is as good, it stands for the smaller timestep that would be, and that would be slower.
        (double timestep, double deviation) = baselines.Where(baseline => baseline.Deviation <= energy.Largest).DefaultIfEmpty(baselines[0]).MaxBy(baseline => baseline.Timestep);
        return new SpeedupRow(subject, integrator.Window, step, speedup, true, energy.Largest, new FairVerlet(timestep, deviation, speedup * setup.System.VerletTimestep / timestep));
    }
}
