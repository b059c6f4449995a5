namespace LatentSim.Models.Weights;

/// <summary>
/// A coordinate that the latents are made independent of, by functions of it. On a line: piecewise linear functions, each 1 at one of the knots and 0 at the
/// others, but for the first knot's, since all together make a constant. On a circle: cosine and sine of 1 to 8 times the angle.
/// </summary>
/// <param name="Column">The feature; of an angle its cosine, and the next feature is its sine.</param>
/// <param name="Knots">Ascending; none for an angle.</param>
public sealed record DeflatedCoordinate(int Column, IReadOnlyList<float> Knots)
{
    /// <summary>The multiples of an angle.</summary>
    public const int Harmonics = 8;

    /// <summary>Whether it is an angle.</summary>
    public bool IsAngle => Knots.Count == 0;

    /// <summary>The functions.</summary>
    public int Functions => IsAngle ? 2 * Harmonics : Knots.Count - 1;
}
