using LatentSim.Models.Integrators;

namespace LatentSim.Engine.Experiments;

/// <summary>Tells how accurate integrators are on the test trajectory, running free, and with which timestep Verlet is as accurate: the speedup that counts is the one against that.</summary>
internal sealed class SpeedupAccuracy
{
    private readonly ExperimentSetup setup;
    private readonly double duration;
    private readonly EnergyScale scale;
    private readonly IReadOnlyList<(double Timestep, double Figure)> energies;
    private readonly IReadOnlyList<(double Timestep, double Figure)>? positions;

    /// <summary>Follows Verlet with growing timesteps. Positions only of one particle: those of many cannot be followed.</summary>
    public SpeedupAccuracy(ExperimentSetup setup, double duration)
    {
        this.setup = setup;
        this.duration = duration;
        scale = EnergyScale.Of(setup.System, setup.Test);
        setup.Tell($"Verlet with coarser timesteps to t = {FigureText.OfTime(duration)}");
        var verlet = new CoarseVerlet(setup.System, setup.Test, duration, setup.Cancellation);
        energies = verlet.Energies(scale);
        positions = setup.IsFluid ? null : verlet.Positions();
    }

    /// <summary>Adds the accuracy of an integrator to its row.</summary>
    public SpeedupRow AddTo(SpeedupRow row, IIntegrator integrator)
    {
        setup.Tell($"accuracy of {row.Subject.Integrator}, timestep {FigureText.OfTime(row.Subject.Timestep)}");
        double energy = new EnergyMeasurement(setup.System, setup.Test, scale).Measure(Free(), duration, setup.Cancellation).Largest;
        row = row with { Energy = energy, AsGoodInEnergy = Find(energies, energy) };
        if (positions is null)
            return row;
        VerletTrajectory truth = VerletTrajectory.Truth(setup.System, setup.Test, row.Subject.Timestep);
        double position = PositionErrorMeasurement.Measure(setup.System, truth, [Free()], duration, setup.Cancellation)[0].AtEnd;
        return row with { Position = position, AsGoodInPosition = Find(positions, position) };

        FreeRunningTrajectory Free() => new(setup.System, setup.Test, integrator, row.Subject.Timestep);

        VerletAsGood? Find(IReadOnlyList<(double Timestep, double Figure)> tried, double figure) =>
            double.IsFinite(figure) && tried.Count > 0 ? VerletAsGood.Find(tried, figure, row.Speedup) : null;
    }
}
