namespace LatentSim.Models.Integrators;

/// <summary>A bound orbit of one particle on a line; it is the level set of its energy that the particle is on.</summary>
/// <param name="Mass">The particle's mass.</param>
/// <param name="Stiffness">The spring constant.</param>
/// <param name="Energy">The energy that Verlet conserves, see <see cref="PotentialWells.VerletEnergy"/>.</param>
/// <param name="Left">The left turning point.</param>
/// <param name="Right">The right turning point.</param>
/// <param name="First">The well of the left turning point.</param>
/// <param name="Last">The well of the right turning point.</param>
internal readonly record struct Orbit(double Mass, double Stiffness, double Energy, double Left, double Right, int First, int Last)
{
    // Below this share of the minimum's energy the kinetic energy is lost in rounding.
    private const double SmallestDepth = 1e-11;

    /// <summary>Whether the particle stays where it is.</summary>
    public bool Rests => Left == Right;

    /// <summary>The orbit of a particle at a point with a velocity.</summary>
    /// <returns>Null where the energy lets the particle escape.</returns>
    public static Orbit? Through(PotentialWells wells, double x, double velocity, double mass, double stiffness)
    {
        double energy = wells.VerletEnergy(x, velocity, mass, stiffness);
        int well = wells.Holding(x);
        if (!(energy < wells.EscapeEnergy))
            return null;
        double depth = energy - wells.Bottom(well);
        bool isBalanced = velocity == 0 && wells.Force(x, stiffness) == 0;
        if (isBalanced || depth <= SmallestDepth * Math.Abs(wells.Bottom(well)))
            return new Orbit(mass, stiffness, energy, x, x, well, well);

        int first = well;
        while (first > 0 && energy > wells.Top(first - 1))
            first--;
        int last = well;
        while (last < wells.Count - 1 && energy > wells.Top(last))
            last++;
        return new Orbit(mass, stiffness, energy, wells.LeftTurn(first, energy, stiffness), wells.RightTurn(last, energy, stiffness), first, last);
    }
}
