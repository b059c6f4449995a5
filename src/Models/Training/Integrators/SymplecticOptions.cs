using LatentSim.Models.Integrators;

namespace LatentSim.Models.Training;

/// <summary>How a symplectic integrator of pairs is trained. Times are in sigma sqrt(m / epsilon), the time of Lennard-Jones units, so that they hold for every mass.</summary>
public sealed record SymplecticOptions
{
    /// <summary>The longest stage.</summary>
    public double Spacing { get; init; } = 0.0285;

    /// <summary>The coefficients of each of the two splines of the pair force.</summary>
    public int Knots { get; init; } = 12;

    /// <summary>Stages of the longer of the two windows over which a state is followed.</summary>
    public int WindowStages { get; init; } = 6;

    /// <summary>Trajectories of the sweep that states are drawn from.</summary>
    public int Trajectories { get; init; } = 40;

    /// <summary>The longest part of each trajectory that states are drawn from.</summary>
    public double Duration { get; init; } = 120;

    /// <summary>States of each trajectory.</summary>
    public int StatesPerTrajectory { get; init; } = 32;

    /// <summary>States that are looked at for each that is taken; half of those taken are the hardest collisions among them.</summary>
    public int Candidates { get; init; } = 6;

    /// <summary>What the velocities of every second candidate are multiplied by: so collisions that a long run meets once in a million are among those that are learned.</summary>
    public double Heating { get; init; } = 1.2;

    /// <summary>The most iterations of the fit.</summary>
    public int Iterations { get; init; } = 25;

    /// <summary>Trajectories that are held out, over those fitted to.</summary>
    public double ValidationFraction { get; init; } = 0.25;

    /// <summary>Whether the integrator ends each timestep at the energy that its walker started with.</summary>
    public bool Projection { get; init; } = true;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    public void Check()
    {
        OptionCheck.Positive("symplectic spacing", Spacing);
        if (Spacing > 1)
            throw new ArgumentException($"symplectic spacing is {Spacing}, expected at most 1.");
        OptionCheck.AtLeast("symplectic knots", Knots, 4);
        if (Knots > SymplecticWeights.MostKnots)
            throw new ArgumentException($"symplectic knots is {Knots}, expected at most {SymplecticWeights.MostKnots}.");
        OptionCheck.AtLeast("symplectic window stages", WindowStages, 2);
        OptionCheck.AtLeast("symplectic trajectories", Trajectories, 1);
        OptionCheck.Positive("symplectic duration", Duration);
        OptionCheck.AtLeast("symplectic states per trajectory", StatesPerTrajectory, 1);
        OptionCheck.AtLeast("symplectic candidates", Candidates, 1);
        OptionCheck.Positive("symplectic heating", Heating);
        OptionCheck.AtLeast("symplectic iterations", Iterations, 1);
        OptionCheck.Fraction("symplectic validation fraction", ValidationFraction);
    }
}
