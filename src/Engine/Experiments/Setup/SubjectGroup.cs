using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Subjects that are compared with one true trajectory, frame by frame.</summary>
/// <param name="Interval">The time between frames.</param>
/// <param name="Subjects">Them.</param>
/// <param name="Create">Makes their trajectories beside a true one at its start.</param>
internal sealed record SubjectGroup(double Interval, IReadOnlyList<Subject> Subjects, Func<ITrajectory, ParticleState, ITrajectory[]> Create)
{
    /// <summary>Verlet with the coarser timesteps.</summary>
    public static SubjectGroup CoarseVerlet(ExperimentSetup setup)
    {
        Subject[] subjects = [.. ExperimentSetup.CoarseVerlet.Select(factor => Subject.OfVerlet(factor * setup.System.VerletTimestep))];
        return new SubjectGroup(setup.CoarseInterval, subjects, (_, start) => [.. subjects.Select(subject => (ITrajectory)new VerletTrajectory(setup.System, start, subject.Timestep, setup.CoarseInterval))]);
    }

    /// <summary>All integrators with one timestep, fed in some ways.</summary>
    public static SubjectGroup Of(ExperimentSetup setup, double timestep, params IReadOnlyList<TrajectoryKind> kinds)
    {
        (Subject Subject, IIntegrator Integrator)[] all =
        [
            .. from integrator in setup.Integrators
               let kernel = setup.Models.Get(integrator, timestep)
               from kind in kinds
               select (new Subject(integrator, kind, timestep), kernel),
        ];
        return new SubjectGroup(timestep, [.. all.Select(one => one.Subject)], (truth, start) => [.. all.Select(one => Trajectory(setup.System, truth, start, one.Subject, one.Integrator))]);
    }

    private static ITrajectory Trajectory(ParticleSystem system, ITrajectory truth, ParticleState start, Subject subject, IIntegrator integrator) =>
        subject.Kind == TrajectoryKind.OneStep ? new OneStepTrajectory(truth, start, integrator) : new FreeRunningTrajectory(system, start, integrator, subject.Timestep);
}
