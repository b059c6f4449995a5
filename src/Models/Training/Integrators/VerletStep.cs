namespace LatentSim.Models.Training;

/// <summary>One timestep of a particle on a line; between its ends the position is the cubic that has the position and the velocity at both.</summary>
/// <param name="Time">The time at its beginning.</param>
/// <param name="Duration">The timestep.</param>
/// <param name="From">The position at its beginning.</param>
/// <param name="FromVelocity">The velocity there.</param>
/// <param name="To">The position at its end.</param>
/// <param name="ToVelocity">The velocity there.</param>
internal readonly record struct VerletStep(double Time, double Duration, double From, double FromVelocity, double To, double ToVelocity)
{
    private const int MostIterations = 60;

    /// <summary>The share of the step after which the velocity, which changes sign in it, is 0.</summary>
    public double Turn => FromVelocity == ToVelocity ? 1 : Math.Clamp(FromVelocity / (FromVelocity - ToVelocity), 0, 1);

    /// <summary>The share of the step after which the particle passes a place that it passes once after another share: Newton's method, kept in a bracket.</summary>
    public double Passes(double place, double after)
    {
        double below = after;
        double above = 1;
        bool isRising = To > At(after);
        double share = 0.5 * (below + above);
        for (int i = 0; i < MostIterations; i++)
        {
            double error = At(share) - place;
            if (error == 0)
                return share;
            if (error < 0 == isRising)
                below = share;
            else
                above = share;
            double next = share - (error / Slope(share));
            if (!(next > below && next < above))
                next = 0.5 * (below + above);
            if (Math.Abs(next - share) < 1e-13)
                return next;
            share = next;
        }

        return share;
    }

    private double At(double share)
    {
        double rest = 1 - share;
        return (rest * rest * (((1 + (2 * share)) * From) + (share * Duration * FromVelocity)))
            + (share * share * (((1 + (2 * rest)) * To) - (rest * Duration * ToVelocity)));
    }

    private double Slope(double share)
    {
        double rest = 1 - share;
        return (6 * share * rest * (To - From)) + (Duration * ((rest * (1 - (3 * share)) * FromVelocity) + (share * ((3 * share) - 2) * ToVelocity)));
    }
}
