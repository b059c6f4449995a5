namespace LatentSim.Models.Training;

/// <summary>Weighted sums over samples about each component's old mean, which the next estimate of a mixture is made from.</summary>
internal sealed class MixtureSums(int components, int dimension)
{
    /// <summary>[component], the sum of responsibilities.</summary>
    public double[] Weights { get; } = new double[components];

    /// <summary>[component, dimension], the weighted sum of deviations.</summary>
    public double[] First { get; } = new double[components * dimension];

    /// <summary>[component, dimension, dimension], the weighted sum of products of deviations; on and below the diagonal only.</summary>
    public double[] Second { get; } = new double[components * dimension * dimension];

    /// <summary>The sum of the samples' log-likelihoods.</summary>
    public double LogLikelihood { get; set; }

    /// <summary>Forgets all samples.</summary>
    public void Clear()
    {
        Array.Clear(Weights);
        Array.Clear(First);
        Array.Clear(Second);
        LogLikelihood = 0;
    }

    /// <summary>Adds a sample's deviation from a component's mean.</summary>
    public void Add(int component, double responsibility, ReadOnlySpan<double> deviation)
    {
        Weights[component] += responsibility;
        VectorSums.AddScaled(responsibility, deviation, First.AsSpan(component * dimension, dimension));
        for (int row = 0; row < dimension; row++)
        {
            Span<double> products = Second.AsSpan(((component * dimension) + row) * dimension, row + 1);
            VectorSums.AddScaled(responsibility * deviation[row], deviation[..(row + 1)], products);
        }
    }
}
