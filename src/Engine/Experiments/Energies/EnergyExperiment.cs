namespace LatentSim.Engine.Experiments;

/// <summary>Measures how well the energy of the test trajectory is kept.</summary>
internal static class EnergyExperiment
{
    private const double WellDuration = 10_000;
    private const double FluidDuration = 100_000;

    // Steps from true frames know nothing of those before them: more of them say no more, and the truth is dear.
    private const double MostOneStep = 10_000;

    /// <summary>How long trajectories run free unless told.</summary>
    public static double DefaultDuration(ExperimentSetup setup) => setup.IsFluid ? FluidDuration : WellDuration;

    /// <summary>Runs it.</summary>
    public static IExperimentResult Run(ExperimentSetup setup)
    {
        double duration = setup.Duration ?? DefaultDuration(setup);
        EnergyScale scale = EnergyScale.Of(setup.System, setup.Test);
        var measurement = new EnergyMeasurement(setup.System, setup.Test, scale);
        var rows = new List<EnergyRow>();
        foreach (int factor in ExperimentSetup.CoarseVerlet.Prepend(1))
        {
            double timestep = factor * setup.System.VerletTimestep;
            setup.Tell($"Verlet with timestep {FigureText.OfTime(timestep)} to t = {FigureText.OfTime(duration)}");
            var trajectory = new VerletTrajectory(setup.System, setup.Test, timestep, setup.CoarseInterval);
            rows.Add(new EnergyRow(Subject.OfVerlet(timestep), measurement.Measure(trajectory, duration, setup.Cancellation)));
        }

        foreach (double timestep in setup.Timesteps)
        {
            setup.Tell($"integrators with timestep {FigureText.OfTime(timestep)} to t = {FigureText.OfTime(duration)}");
            rows.AddRange(Together(setup, measurement, SubjectGroup.Of(setup, timestep, TrajectoryKind.FreeRunning), duration));
            rows.AddRange(Together(setup, measurement, SubjectGroup.Of(setup, timestep, TrajectoryKind.OneStep), Math.Min(duration, MostOneStep)));
        }

        return new EnergyResult(SystemSummary.Of(setup), scale, duration, [.. rows.OrderBy(row => Order(setup, row.Subject)).ThenBy(row => row.Subject.Kind)]);
    }

    private static IEnumerable<EnergyRow> Together(ExperimentSetup setup, EnergyMeasurement measurement, SubjectGroup group, double duration)
    {
        ITrajectory truth = VerletTrajectory.Truth(setup.System, setup.Test, group.Interval);
        ITrajectory[] followers = group.Create(truth, setup.Test);
        bool needsTruth = group.Subjects.Any(subject => subject.Kind == TrajectoryKind.OneStep);
        IEnumerable<EnergyDeviations> deviations = measurement.Measure(needsTruth ? [truth, .. followers] : followers, duration, setup.Cancellation).Skip(needsTruth ? 1 : 0);
        return group.Subjects.Zip(deviations, (subject, one) => new EnergyRow(subject, one));
    }

    private static int Order(ExperimentSetup setup, Subject subject) => subject.Kind == TrajectoryKind.Verlet ? -1 : setup.Integrators.ToList().IndexOf(subject.Integrator);
}
