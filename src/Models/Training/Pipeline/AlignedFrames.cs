using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Training;

/// <summary>Frames superposed on one reference, which removes their motion as a whole.</summary>
internal static class AlignedFrames
{
    /// <summary>The first frame with its center at the origin, [site, 3], nm.</summary>
    /// <param name="positions">[frame, 3 site], nm.</param>
    public static float[] Reference(float[,] positions)
    {
        float[] reference = Rows.Row(positions, 0).ToArray();
        for (int axis = 0; axis < 3; axis++)
        {
            double center = reference.Where((_, i) => i % 3 == axis).Average(value => (double)value);
            for (int i = axis; i < reference.Length; i += 3)
                reference[i] = (float)(reference[i] - center);
        }

        return reference;
    }

    /// <summary>Superposes every frame on the reference, in place.</summary>
    /// <param name="positions">[frame, 3 site], nm.</param>
    /// <param name="reference">[site, 3], nm.</param>
    public static void Superpose(float[,] positions, ReadOnlySpan<float> reference)
    {
        for (int row = 0; row < positions.GetLength(0); row++)
        {
            Span<float> frame = Rows.Row(positions, row);
            Superposition.Fit(frame, reference).Apply(frame, frame);
        }
    }
}
