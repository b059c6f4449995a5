using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Measures position errors against time and timestep, one-step and free-running.</summary>
internal static class TrajectoryErrorExperiment
{
    /// <summary>How long unless told.</summary>
    public const double DefaultDuration = 1000;

    private const double Move = 1e-12;

    /// <summary>Runs it.</summary>
    public static IExperimentResult Run(ExperimentSetup setup)
    {
        double duration = setup.Duration ?? DefaultDuration;
        List<SubjectGroup> groups = [SubjectGroup.CoarseVerlet(setup), .. setup.IsFluid ? [MovedVerlet(setup)] : Array.Empty<SubjectGroup>()];
        groups.AddRange(setup.Timesteps.Select(timestep => SubjectGroup.Of(setup, timestep, TrajectoryKind.OneStep, TrajectoryKind.FreeRunning)));
        TrajectoryErrorRow[] rows = [.. groups.SelectMany(group => Rows(setup, group, duration))];
        return new TrajectoryErrorResult(SystemSummary.Of(setup), duration, [.. rows.OrderBy(row => Place(setup, row.Subject)).ThenBy(row => row.Subject.Kind)]);
    }

    private static IEnumerable<TrajectoryErrorRow> Rows(ExperimentSetup setup, SubjectGroup group, double duration)
    {
        setup.Tell(FormattableString.Invariant($"timestep {FigureText.OfTime(group.Subjects[^1].Timestep)}: {group.Subjects.Count} trajectories beside the truth, from {1 + setup.HeldOut} starts"));
        PositionErrors[] test = Errors(setup, group, setup.Test, duration);
        PositionErrors[][] heldOut = [.. Enumerable.Range(0, setup.HeldOut).Select(index => Errors(setup, group, setup.HeldOutStart(index), duration))];
        return group.Subjects.Select((subject, s) => new TrajectoryErrorRow(
            subject, test[s], SweepErrors.Of(heldOut.Select(errors => errors[s].Mean)), SweepErrors.Of(heldOut.Select(errors => errors[s].AtEnd))));
    }

    private static PositionErrors[] Errors(ExperimentSetup setup, SubjectGroup group, ParticleState start, double duration)
    {
        ITrajectory truth = VerletTrajectory.Truth(setup.System, start, group.Interval);
        return PositionErrorMeasurement.Measure(setup.System, truth, group.Create(truth, start), duration, setup.Cancellation);
    }

    // What chaos alone makes of a difference that no one could see.
    private static SubjectGroup MovedVerlet(ExperimentSetup setup) => new(
        setup.CoarseInterval, [new Subject("Verlet, start + 1e-12", TrajectoryKind.Verlet, setup.System.VerletTimestep)],
        (_, start) => [VerletTrajectory.Truth(setup.System, start with { Positions = [start.Positions[0] + Move, .. start.Positions.Skip(1)] }, setup.CoarseInterval)]);

    private static int Place(ExperimentSetup setup, Subject subject) => subject.Kind == TrajectoryKind.Verlet ? -1 : setup.Integrators.ToList().IndexOf(subject.Integrator);
}
