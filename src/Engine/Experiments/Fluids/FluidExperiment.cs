using LatentSim.Models.Integrators;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Compares what many particles do with what Verlet's do.</summary>
internal static class FluidExperiment
{
    /// <summary>How long unless told.</summary>
    public const double DefaultDuration = 100_000;

    private const double VelocityChange = 1e-6;
    private const double SeenForWrapping = 200;

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidInputException">The system is of one particle.</exception>
    public static IExperimentResult Run(ExperimentSetup setup)
    {
        if (!setup.IsFluid || setup.System.Particles < 2)
            throw new InvalidInputException(setup.Name, "particles", "the experiment fluid needs two particles or more of potential lennard-jones");
        double duration = setup.Duration ?? DefaultDuration;
        EnergyScale scale = EnergyScale.Of(setup.System, setup.Test);
        double interval = setup.Timesteps.Min();
        setup.Tell($"Verlet to t = {FigureText.OfTime(duration)}, twice");
        FluidProperties verlet = Measure(setup.Test, VerletTrajectory.Truth(setup.System, setup.Test, interval), false).Properties
            ?? throw new InvalidInputException(setup.Name, "particles.verlet-timestep", "Verlet diverges; expected a smaller timestep");
        ParticleState again = setup.Test with { Velocities = [.. setup.Test.Velocities.Select((velocity, i) => velocity + (i % 2 == 0 ? VelocityChange : -VelocityChange))] };
        List<FluidRow> rows = [Row(new Subject("Verlet again", TrajectoryKind.Verlet, setup.System.VerletTimestep), Measure(again, VerletTrajectory.Truth(setup.System, again, interval), false))];
        foreach (string kind in setup.Integrators)
        {
            foreach (double timestep in setup.Timesteps.Order())
            {
                setup.Tell($"{kind}, timestep {FigureText.OfTime(timestep)}, to t = {FigureText.OfTime(duration)}");
                IIntegrator integrator = setup.Models.Get(kind, timestep);
                bool isWrapped = Unwrapping.IsNeeded(setup.System, Free(integrator, timestep), Math.Min(SeenForWrapping, duration));
                rows.Add(Row(new Subject(kind, TrajectoryKind.FreeRunning, timestep), Measure(setup.Test, Free(integrator, timestep), isWrapped)));
            }
        }

        return new FluidResult(SystemSummary.Of(setup), scale, duration, verlet, rows);

        FreeRunningTrajectory Free(IIntegrator integrator, double timestep) => new(setup.System, setup.Test, integrator, timestep);

        (EnergyDeviations Energy, FluidProperties? Properties) Measure(ParticleState start, ITrajectory trajectory, bool isWrapped) =>
            FluidMeasurement.Measure(setup.System, start, scale, trajectory, isWrapped, duration, setup.Cancellation);

        FluidRow Row(Subject subject, (EnergyDeviations Energy, FluidProperties? Properties) measured) =>
            new(subject, measured.Energy, measured.Properties is { } properties ? FluidComparison.Of(properties, verlet) : FluidComparison.Diverged, measured.Properties);
    }
}
