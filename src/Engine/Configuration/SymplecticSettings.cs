using LatentSim.Models.Integrators;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Configuration;

/// <summary>The symplectic integrator of many particles with a learned pair force. Times are in sigma sqrt(m / epsilon).</summary>
public sealed class SymplecticSettings
{
    private static readonly SymplecticOptions Defaults = new();

    /// <summary>The longest stage of a timestep.</summary>
    public double Spacing { get; set; } = Defaults.Spacing;

    /// <summary>The coefficients of each of the two splines of the pair force.</summary>
    public int Knots { get; set; } = Defaults.Knots;

    /// <summary>Stages of the longer of the two windows over which a state is followed while training.</summary>
    public int WindowStages { get; set; } = Defaults.WindowStages;

    /// <summary>Trajectories of the sweep that states are drawn from.</summary>
    public int Trajectories { get; set; } = Defaults.Trajectories;

    /// <summary>The longest part of each trajectory that states are drawn from.</summary>
    public double Duration { get; set; } = Defaults.Duration;

    /// <summary>States of each trajectory.</summary>
    public int StatesPerTrajectory { get; set; } = Defaults.StatesPerTrajectory;

    /// <summary>States that are looked at for each that is taken.</summary>
    public int Candidates { get; set; } = Defaults.Candidates;

    /// <summary>What the velocities of every second candidate are multiplied by.</summary>
    public double Heating { get; set; } = Defaults.Heating;

    /// <summary>The most iterations of the fit.</summary>
    public int Iterations { get; set; } = Defaults.Iterations;

    /// <summary>Trajectories that are held out, over those fitted to.</summary>
    public double Validation { get; set; } = Defaults.ValidationFraction;

    /// <summary>Whether each timestep ends at the energy that its walker started with.</summary>
    public bool Projection { get; set; } = Defaults.Projection;

    /// <summary>As the options of training.</summary>
    internal SymplecticOptions Options => new()
    {
        Spacing = Spacing,
        Knots = Knots,
        WindowStages = WindowStages,
        Trajectories = Trajectories,
        Duration = Duration,
        StatesPerTrajectory = StatesPerTrajectory,
        Candidates = Candidates,
        Heating = Heating,
        Iterations = Iterations,
        ValidationFraction = Validation,
        Projection = Projection,
    };

    internal void Validate(SettingCheck check)
    {
        check.That(Spacing is > 0 and <= 1, "symplectic.spacing", "above 0, at most 1", Spacing);
        check.That(Knots is >= 4 and <= SymplecticWeights.MostKnots, "symplectic.knots", $"4 to {SymplecticWeights.MostKnots}", Knots);
        check.That(WindowStages is >= 2 and <= 1000, "symplectic.window-stages", "2 to 1000", WindowStages);
        check.Positive("symplectic.trajectories", Trajectories);
        check.Positive("symplectic.duration", Duration);
        check.Positive("symplectic.states-per-trajectory", StatesPerTrajectory);
        check.Positive("symplectic.candidates", Candidates);
        check.Positive("symplectic.heating", Heating);
        check.Positive("symplectic.iterations", Iterations);
        check.Share("symplectic.validation", Validation);
    }
}
