using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>A mixture of Gaussians in double precision, while it is fitted.</summary>
/// <param name="shares">[component].</param>
/// <param name="means">[component, dimension].</param>
/// <param name="factors">Lower Cholesky factors, [component, dimension, dimension].</param>
internal sealed class MixtureEstimate(double[] shares, double[] means, double[] factors)
{
    private readonly int dimension = means.Length / shares.Length;
    private readonly double[] offsets = Offsets(shares, factors, means.Length / shares.Length);
    private readonly double[] deviations = new double[means.Length];
    private readonly double[] solution = new double[means.Length / shares.Length];
    private readonly double[] logs = new double[shares.Length];

    /// <summary>Starts from a mixture of floats.</summary>
    public static MixtureEstimate From(GaussianMixture mixture) => new(Doubles(mixture.Shares), Doubles(mixture.Means), Doubles(mixture.Factors));

    /// <summary>What maximizes the likelihood, given the responsibilities that went into the sums.</summary>
    /// <param name="sums">Sums of deviations from <paramref name="oldMeans"/>.</param>
    /// <param name="oldMeans">[component, dimension].</param>
    /// <param name="ridge">What is added to every variance.</param>
    public static MixtureEstimate From(MixtureSums sums, double[] oldMeans, double ridge)
    {
        int components = sums.Weights.Length;
        int dimension = oldMeans.Length / components;
        double total = sums.Weights.Sum();
        double[] means = [.. oldMeans];
        double[] factors = new double[sums.Second.Length];
        for (int component = 0; component < components; component++)
        {
            // A component that no sample belongs to stays where it is, as wide as the ridge.
            double weight = Math.Max(sums.Weights[component], double.Epsilon);
            double[] shift = [.. sums.First.AsSpan(component * dimension, dimension).ToArray().Select(sum => sum / weight)];
            VectorSums.AddScaled(1, shift, means.AsSpan(component * dimension, dimension));
            Span<double> factor = factors.AsSpan(component * dimension * dimension, dimension * dimension);
            for (int i = 0; i < factor.Length; i++)
            {
                (int row, int column) = (i / dimension, i % dimension);
                if (column <= row)
                    factor[i] = (sums.Second[(component * factor.Length) + i] / weight) - (shift[row] * shift[column]) + (row == column ? ridge : 0);
            }

            Factorize(factor, dimension, ridge);
        }

        return new MixtureEstimate([.. sums.Weights.Select(weight => weight / total)], means, factors);
    }

    /// <summary>[component, dimension].</summary>
    public double[] Means => means;

    /// <summary>log p of a sample: the log-sum-exp over components of log share + log N(x; mean, factor factor^T).</summary>
    public double LogLikelihood(ReadOnlySpan<double> sample)
    {
        double largest = double.NegativeInfinity;
        for (int component = 0; component < logs.Length; component++)
        {
            logs[component] = offsets[component] - (0.5 * SquaredDistance(component, sample));
            largest = Math.Max(largest, logs[component]);
        }

        double sum = 0;
        foreach (double log in logs)
            sum += Math.Exp(log - largest);
        return largest + Math.Log(sum);
    }

    /// <summary>Adds a sample to the sums, to each component by its responsibility.</summary>
    public void Add(ReadOnlySpan<double> sample, MixtureSums sums)
    {
        double logLikelihood = LogLikelihood(sample);
        sums.LogLikelihood += logLikelihood;
        for (int component = 0; component < logs.Length; component++)
        {
            double responsibility = Math.Exp(logs[component] - logLikelihood);
            if (responsibility > 0)
                sums.Add(component, responsibility, deviations.AsSpan(component * dimension, dimension));
        }
    }

    /// <summary>The mixture as it is kept.</summary>
    public GaussianMixture ToMixture() => new(Floats(shares), Floats(means), Floats(factors));

    // |L^-1 (x - mean)|^2, by forward substitution.
    private double SquaredDistance(int component, ReadOnlySpan<double> sample)
    {
        Span<double> deviation = deviations.AsSpan(component * dimension, dimension);
        ReadOnlySpan<double> factor = factors.AsSpan(component * dimension * dimension, dimension * dimension);
        double sum = 0;
        for (int row = 0; row < dimension; row++)
        {
            deviation[row] = sample[row] - means[(component * dimension) + row];
            double known = VectorSums.Dot(factor.Slice(row * dimension, row), solution.AsSpan(0, row));
            double value = (deviation[row] - known) / factor[(row * dimension) + row];
            solution[row] = value;
            sum += value * value;
        }

        return sum;
    }

    // In place. With a ridge on the diagonal no pivot is less than it, but for rounding.
    private static void Factorize(Span<double> matrix, int dimension, double ridge)
    {
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column < row; column++)
            {
                double known = VectorSums.Dot(matrix.Slice(row * dimension, column), matrix.Slice(column * dimension, column));
                matrix[(row * dimension) + column] = (matrix[(row * dimension) + column] - known) / matrix[(column * dimension) + column];
            }

            ReadOnlySpan<double> left = matrix.Slice(row * dimension, row);
            matrix[(row * dimension) + row] = Math.Sqrt(Math.Max(matrix[(row * dimension) + row] - VectorSums.Dot(left, left), ridge));
        }
    }

    // log share - log det L - d / 2 log(2 pi).
    private static double[] Offsets(double[] shares, double[] factors, int dimension)
    {
        double[] offsets = new double[shares.Length];
        for (int component = 0; component < shares.Length; component++)
        {
            double sum = Math.Log(shares[component]) - (0.5 * dimension * Math.Log(2 * Math.PI));
            for (int row = 0; row < dimension; row++)
                sum -= Math.Log(factors[(((component * dimension) + row) * dimension) + row]);
            offsets[component] = sum;
        }

        return offsets;
    }

    private static double[] Doubles(float[] values) => [.. values.Select(value => (double)value)];

    private static float[] Floats(double[] values) => [.. values.Select(value => (float)value)];
}
