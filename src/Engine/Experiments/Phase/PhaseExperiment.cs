using LatentSim.Models.Integrators;
using LatentSim.Molecules;

namespace LatentSim.Engine.Experiments;

/// <summary>Records phase space of the test trajectory in its first period and in a late one.</summary>
internal static class PhaseExperiment
{
    /// <summary>When the late span ends unless told.</summary>
    public const double DefaultDuration = 1000;

    private const double SpanLength = 13;
    private const int Points = 260;
    private static readonly int[] VerletFactors = [10, 50, 100];

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidInputException">The system is of many particles.</exception>
    public static IExperimentResult Run(ExperimentSetup setup)
    {
        setup.RequireOneParticle("phase");
        double duration = setup.Duration ?? DefaultDuration;
        PhaseSpan[] spans = [new(0, Math.Min(SpanLength, duration)), .. duration > 2 * SpanLength ? [new PhaseSpan(duration - SpanLength, duration)] : Array.Empty<PhaseSpan>()];
        EnergyScale scale = EnergyScale.Of(setup.System, setup.Test);
        double delta = setup.System.VerletTimestep;
        double fine = delta * Math.Max(1, Math.Round(SpanLength / Points / delta));
        List<PhaseRow> rows = [new(Subject.OfVerlet(delta), [.. Record(True(fine)).Select(points => PhasePoints.Of(points, points))])];
        foreach (int factor in VerletFactors)
            Add(Subject.OfVerlet(factor * delta), new VerletTrajectory(setup.System, setup.Test, factor * delta, 100 * delta));
        foreach (string kind in setup.Integrators)
        {
            foreach (double timestep in setup.Timesteps)
            {
                setup.Tell($"{kind}, timestep {FigureText.OfTime(timestep)}");
                IIntegrator integrator = setup.Models.Get(kind, timestep);
                Add(new Subject(kind, TrajectoryKind.OneStep, timestep), OneStepTrajectory.WithOwnTruth(setup.System, setup.Test, integrator, timestep));
                Add(new Subject(kind, TrajectoryKind.FreeRunning, timestep), new FreeRunningTrajectory(setup.System, setup.Test, integrator, timestep));
            }
        }

        return new PhaseResult(SystemSummary.Of(setup), scale, spans, rows);

        VerletTrajectory True(double interval) => VerletTrajectory.Truth(setup.System, setup.Test, interval);

        PhasePoint[][] Record(ITrajectory trajectory) => PhaseMeasurement.Measure(setup.System, setup.Test, scale, trajectory, spans);

        void Add(Subject subject, ITrajectory trajectory)
        {
            setup.Cancellation.ThrowIfCancellationRequested();
            rows.Add(new PhaseRow(subject, [.. Record(trajectory).Zip(Record(True(trajectory.Interval)), PhasePoints.Of)]));
        }
    }
}
