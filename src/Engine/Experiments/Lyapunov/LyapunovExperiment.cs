using LatentSim.Models.Integrators;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Measures what a small momentum at the start makes of the test trajectory.</summary>
internal static class LyapunovExperiment
{
    /// <summary>How long unless told: the span over which Verlet gives the paper's averages.</summary>
    public const double DefaultDuration = 1000;

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidInputException">The system is of many particles.</exception>
    public static IExperimentResult Run(ExperimentSetup setup)
    {
        setup.RequireOneParticle("lyapunov");
        double duration = setup.Duration ?? DefaultDuration;
        var rows = new List<LyapunovRow>();
        Add(Subject.OfVerlet(setup.System.VerletTimestep), start => VerletTrajectory.Truth(setup.System, start, setup.Timesteps.Min()));
        foreach (string kind in setup.Integrators)
        {
            foreach (double timestep in setup.Timesteps)
            {
                IIntegrator integrator = setup.Models.Get(kind, timestep);
                Add(new Subject(kind, TrajectoryKind.OneStep, timestep), start => OneStepTrajectory.WithOwnTruth(setup.System, start, integrator, timestep));
                Add(new Subject(kind, TrajectoryKind.FreeRunning, timestep), start => new FreeRunningTrajectory(setup.System, start, integrator, timestep));
            }
        }

        double[] force = new double[setup.System.CoordinateCount];
        new ParticleEnergy(setup.System).Forces(setup.Test.Positions, setup.Test.Stiffness, force);
        return new LyapunovResult(SystemSummary.Of(setup), duration, force[0], rows);

        void Add(Subject subject, Func<ParticleState, ITrajectory> create)
        {
            setup.Tell($"{subject.Family}, timestep {FigureText.OfTime(subject.Timestep)}");
            foreach ((double momentum, _, _) in PaperFigures.Divergences)
            {
                setup.Cancellation.ThrowIfCancellationRequested();
                Divergence divergence = DivergenceMeasurement.Measure(setup.System, create(setup.Test), create(DivergenceMeasurement.Shifted(setup.Test, momentum)), duration);
                rows.Add(new LyapunovRow(subject, momentum, divergence));
            }
        }
    }
}
