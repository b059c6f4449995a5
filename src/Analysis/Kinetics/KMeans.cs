using LatentSim.Molecules.Random;

namespace LatentSim.Analysis;

/// <summary>
/// k-means clustering: Lloyd's iterations from k-means++ seeds (Arthur and Vassilvitskii, SODA 2007). The same points, number of centres and seed
/// give the same centres.
/// </summary>
public sealed class KMeans
{
    /// <summary>Number of centres.</summary>
    public int Centres { get; init; } = 100;

    /// <summary>Seed of the random numbers that choose the first centres.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Most iterations.</summary>
    public int MaximumIterations { get; init; } = 50;

    /// <summary>The iterations end earlier once no more than this share of the points changes its centre.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Clusters points.</summary>
    /// <param name="points">n x dimension coordinates, point by point.</param>
    /// <param name="dimension">Coordinates of a point.</param>
    /// <returns>The centres; fewer than asked where there are fewer distinct points.</returns>
    /// <exception cref="ArgumentException">No points, a length that is not a multiple of the dimension, or a value that is not finite.</exception>
    public KMeansModel Fit(ReadOnlySpan<double> points, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Centres, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (points.IsEmpty || points.Length % dimension != 0) throw new ArgumentException($"Expected points of {dimension} coordinates.", nameof(points));
        foreach (var x in points)
        {
            if (!double.IsFinite(x)) throw new ArgumentException("A coordinate is not finite.", nameof(points));
        }

        var model = new KMeansModel(Seeds(points, dimension), dimension);
        var assigned = new int[points.Length / dimension];
        for (var iteration = 0; iteration < MaximumIterations && Assign(model, points, assigned) > Tolerance * assigned.Length; iteration++)
        {
            model = new KMeansModel(Means(model, points, assigned), dimension);
        }

        return model;
    }

    private double[] Seeds(ReadOnlySpan<double> points, int dimension)
    {
        var n = points.Length / dimension;
        var random = new PhiloxStream((ulong)Seed, 0, 0, RandomPurpose.Start);
        var centres = new List<double>(Centres * dimension);
        var distances = new double[n];
        Array.Fill(distances, double.PositiveInfinity);
        var next = (int)(random.NextUniform() * n);
        while (true)
        {
            var centre = points.Slice(next * dimension, dimension);
            centres.AddRange(centre);
            if (centres.Count == Centres * dimension) break;
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                distances[i] = Math.Min(distances[i], KMeansModel.SquaredDistance(points.Slice(i * dimension, dimension), centre));
                sum += distances[i];
            }

            if (sum == 0) break;
            next = Draw(distances, random.NextUniform() * sum);
        }

        return [.. centres];
    }

    private static int Draw(double[] weights, double position)
    {
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;
            last = i;
            position -= weights[i];
            if (position < 0) break;
        }

        return last;
    }

    private static int Assign(KMeansModel model, ReadOnlySpan<double> points, int[] assigned)
    {
        var changed = 0;
        for (var i = 0; i < assigned.Length; i++)
        {
            // One is added so that the array's initial zeros are no assignment.
            var centre = model.Assign(points.Slice(i * model.Dimension, model.Dimension)) + 1;
            if (assigned[i] != centre) changed++;
            assigned[i] = centre;
        }

        return changed;
    }

    private static double[] Means(KMeansModel model, ReadOnlySpan<double> points, int[] assigned)
    {
        var dimension = model.Dimension;
        var means = new double[model.Count * dimension];
        var members = new int[model.Count];
        for (var i = 0; i < assigned.Length; i++)
        {
            var centre = assigned[i] - 1;
            members[centre]++;
            for (var d = 0; d < dimension; d++) means[centre * dimension + d] += points[i * dimension + d];
        }

        for (var i = 0; i < means.Length; i++)
        {
            var count = members[i / dimension];
            means[i] = count > 0 ? means[i] / count : model.Centres[i];
        }

        return means;
    }
}
