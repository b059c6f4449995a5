namespace LatentSim.Models.Training;

/// <summary>Centres to start a mixture from: k-means++ (Arthur and Vassilvitskii 2007) and a few rounds of Lloyd's algorithm.</summary>
internal static class ClusterStart
{
    private const int Rounds = 10;

    /// <summary>The centres [component, dimension] and each sample's cluster.</summary>
    public static (double[] Centres, int[] Clusters) Find(double[] samples, int dimension, int components, int seed, CancellationToken cancellationToken)
    {
        int count = samples.Length / dimension;
        double[] centres = Seeds(samples, dimension, components, seed);
        int[] clusters = new int[count];
        for (int round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < count; i++)
                clusters[i] = Nearest(samples.AsSpan(i * dimension, dimension), centres).Cluster;
            MoveToMeans(samples, dimension, clusters, centres);
        }

        return (centres, clusters);
    }

    // Each next seed is drawn in proportion to its squared distance from the nearest seed so far.
    private static double[] Seeds(double[] samples, int dimension, int components, int seed)
    {
        System.Random random = new(seed);
        int count = samples.Length / dimension;
        double[] centres = new double[components * dimension];
        samples.AsSpan(random.Next(count) * dimension, dimension).CopyTo(centres);
        double[] distances = new double[count];
        for (int component = 1; component < components; component++)
        {
            for (int i = 0; i < count; i++)
                distances[i] = Nearest(samples.AsSpan(i * dimension, dimension), centres.AsSpan(0, component * dimension)).SquaredDistance;
            int drawn = Draw(distances, random);
            samples.AsSpan(drawn * dimension, dimension).CopyTo(centres.AsSpan(component * dimension));
        }

        return centres;
    }

    private static int Draw(double[] weights, System.Random random)
    {
        double left = random.NextDouble() * weights.Sum();
        for (int i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }

        return random.Next(weights.Length);
    }

    private static (int Cluster, double SquaredDistance) Nearest(ReadOnlySpan<double> sample, ReadOnlySpan<double> centres)
    {
        (int nearest, double least) = (0, double.PositiveInfinity);
        for (int cluster = 0; cluster < centres.Length / sample.Length; cluster++)
        {
            double sum = 0;
            for (int d = 0; d < sample.Length; d++)
            {
                double difference = sample[d] - centres[(cluster * sample.Length) + d];
                sum += difference * difference;
            }

            if (sum < least)
                (nearest, least) = (cluster, sum);
        }

        return (nearest, least);
    }

    private static void MoveToMeans(double[] samples, int dimension, int[] clusters, double[] centres)
    {
        double[] sums = new double[centres.Length];
        int[] counts = new int[centres.Length / dimension];
        for (int i = 0; i < clusters.Length; i++)
        {
            counts[clusters[i]]++;
            VectorSums.AddScaled(1, samples.AsSpan(i * dimension, dimension), sums.AsSpan(clusters[i] * dimension, dimension));
        }

        for (int i = 0; i < centres.Length; i++)
            centres[i] = counts[i / dimension] == 0 ? centres[i] : sums[i] / counts[i / dimension];
    }
}
