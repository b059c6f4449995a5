namespace LatentSim.Molecules.Particles;

/// <summary>The range that a parameter is drawn from, uniformly; one value where both ends are equal.</summary>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value.</param>
public sealed record SweepRange(double Minimum, double Maximum)
{
    /// <summary>The value at a fraction of the range.</summary>
    public double At(double fraction) => Minimum + (fraction * (Maximum - Minimum));
}
