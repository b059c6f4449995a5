namespace LatentSim.Models.Weights;

/// <summary>
/// The latents of a system without an encoder: its own coordinates x, scaled to [0, 1] over the training data, psi = (x - Minimum) / (Maximum - Minimum).
/// </summary>
/// <param name="Minimum">The least value of each coordinate in the training data, in the data's unit.</param>
/// <param name="Maximum">The greatest value of each coordinate, above the least.</param>
public sealed record CoordinateRange(float[] Minimum, float[] Maximum)
{
    /// <summary>The number of coordinates.</summary>
    public int Dimension => Minimum.Length;

    /// <summary>Scales rows of coordinates [row, coordinate] to latents; the two may be the same span.</summary>
    public void ToLatents(ReadOnlySpan<float> coordinates, Span<float> latents)
    {
        for (int i = 0; i < coordinates.Length; i++)
        {
            int d = i % Dimension;
            latents[i] = (coordinates[i] - Minimum[d]) / (Maximum[d] - Minimum[d]);
        }
    }

    /// <summary>The coordinates, in the data's unit, that rows of latents [row, coordinate] stand for; the two may be the same span.</summary>
    public void ToCoordinates(ReadOnlySpan<float> latents, Span<float> coordinates)
    {
        for (int i = 0; i < latents.Length; i++)
        {
            int d = i % Dimension;
            coordinates[i] = Minimum[d] + (latents[i] * (Maximum[d] - Minimum[d]));
        }
    }

    /// <summary>What is wrong, or null.</summary>
    internal string? Problem()
    {
        if (Dimension == 0 || Maximum.Length != Dimension)
            return $"{Dimension} least and {Maximum.Length} greatest values, expected as many of both";
        for (int d = 0; d < Dimension; d++)
        {
            if (!(Minimum[d] < Maximum[d]) || !float.IsFinite(Maximum[d] - Minimum[d]))
                return FormattableString.Invariant($"coordinate {d} from {Minimum[d]} to {Maximum[d]}, expected ascending numbers");
        }

        return null;
    }
}
