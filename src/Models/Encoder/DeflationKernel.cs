using LatentSim.Models.Weights;

namespace LatentSim.Models.Encoder;

/// <summary>Evaluates the functions of a <see cref="Deflation"/> and subtracts them. Used by one thread at a time.</summary>
internal sealed class DeflationKernel(Deflation deflation)
{
    private readonly float[] values = new float[deflation.Functions];

    /// <summary>Subtracts from latents what the coordinates predict.</summary>
    /// <param name="features">[frame, feature].</param>
    /// <param name="latents">[frame, latent].</param>
    /// <param name="frames">Frames.</param>
    public void Subtract(ReadOnlySpan<float> features, Span<float> latents, int frames)
    {
        int inputs = features.Length / frames;
        int dimension = latents.Length / frames;
        for (int frame = 0; frame < frames; frame++)
        {
            Evaluate(deflation.Coordinates, features.Slice(frame * inputs, inputs), values);
            Span<float> latent = latents.Slice(frame * dimension, dimension);
            for (int i = 0; i < dimension; i++)
            {
                double sum = 0;
                for (int j = 0; j < values.Length; j++)
                    sum += (double)deflation.Coefficients[(i * values.Length) + j] * values[j];
                latent[i] = (float)(latent[i] - sum);
            }
        }
    }

    /// <summary>The functions of all coordinates of a frame, one after the other.</summary>
    public static void Evaluate(IReadOnlyList<DeflatedCoordinate> coordinates, ReadOnlySpan<float> features, Span<float> values)
    {
        int start = 0;
        foreach (DeflatedCoordinate coordinate in coordinates)
        {
            Span<float> target = values.Slice(start, coordinate.Functions);
            if (coordinate.IsAngle)
                Angle(features[coordinate.Column], features[coordinate.Column + 1], target);
            else
                Line(features[coordinate.Column], coordinate.Knots, target);
            start += coordinate.Functions;
        }
    }

    /// <summary>What is wrong with a deflation, or null.</summary>
    public static string? Problem(Deflation deflation, int features, int dimension)
    {
        foreach (DeflatedCoordinate coordinate in deflation.Coordinates)
        {
            int last = coordinate.Column + (coordinate.IsAngle ? 1 : 0);
            if (coordinate.Column < 0 || last >= features)
                return $"a deflated coordinate at feature {coordinate.Column}, expected one of {features}";
            if (coordinate.Knots.Count == 1 || !IsAscending(coordinate.Knots))
                return "knots of a deflated coordinate that do not ascend";
        }

        return deflation.Coefficients.Length == (long)dimension * deflation.Functions
            ? null
            : $"{deflation.Coefficients.Length} coefficients of a deflation, expected {dimension} x {deflation.Functions}";
    }

    // cos and sin of k times the angle, each by turning the one before.
    private static void Angle(double cosine, double sine, Span<float> values)
    {
        double c = 1;
        double s = 0;
        for (int k = 0; k < values.Length; k += 2)
        {
            (c, s) = ((c * cosine) - (s * sine), (s * cosine) + (c * sine));
            values[k] = (float)c;
            values[k + 1] = (float)s;
        }
    }

    private static void Line(float x, IReadOnlyList<float> knots, Span<float> values)
    {
        values.Clear();
        int right = 1;
        while (right < knots.Count - 1 && x > knots[right])
            right++;
        double share = Math.Clamp((x - (double)knots[right - 1]) / (knots[right] - (double)knots[right - 1]), 0, 1);
        values[right - 1] = (float)share;
        if (right > 1)
            values[right - 2] = (float)(1 - share);
    }

    private static bool IsAscending(IReadOnlyList<float> knots)
    {
        for (int i = 0; i < knots.Count; i++)
        {
            if (!float.IsFinite(knots[i]) || (i > 0 && knots[i] <= knots[i - 1]))
                return false;
        }

        return true;
    }
}
