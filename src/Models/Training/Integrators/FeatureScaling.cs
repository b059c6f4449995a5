namespace LatentSim.Models.Training;

/// <summary>Min-max scaling: each feature's values in the training data become [0, 1] (Kadupitiya, Fox and Jadhao 2020, supporting information).</summary>
/// <param name="Minimum">The least value of each feature.</param>
/// <param name="Range">The greatest less the least value of each feature; 1 for a feature that does not vary.</param>
internal sealed record FeatureScaling(double[] Minimum, double[] Range)
{
    /// <summary>The scaling of trajectories.</summary>
    /// <param name="trajectories">[frame, feature] each.</param>
    /// <param name="features">The number of features.</param>
    public static FeatureScaling Of(IReadOnlyList<double[]> trajectories, int features)
    {
        double[] least = [.. Enumerable.Repeat(double.PositiveInfinity, features)];
        double[] greatest = [.. Enumerable.Repeat(double.NegativeInfinity, features)];
        foreach (double[] trajectory in trajectories)
        {
            for (int i = 0; i < trajectory.Length; i++)
            {
                least[i % features] = Math.Min(least[i % features], trajectory[i]);
                greatest[i % features] = Math.Max(greatest[i % features], trajectory[i]);
            }
        }

        return new FeatureScaling(least, [.. least.Zip(greatest, (low, high) => high > low ? high - low : 1)]);
    }

    /// <summary>All trajectories, scaled, one after the other.</summary>
    public float[,] Apply(IReadOnlyList<double[]> trajectories)
    {
        int features = Minimum.Length;
        float[,] scaled = new float[trajectories.Sum(trajectory => trajectory.Length / features), features];
        Span<float> rest = Rows.Span(scaled);
        foreach (double[] trajectory in trajectories)
        {
            for (int i = 0; i < trajectory.Length; i++)
                rest[i] = (float)((trajectory[i] - Minimum[i % features]) / Range[i % features]);
            rest = rest[trajectory.Length..];
        }

        return scaled;
    }
}
