namespace LatentSim.Analysis;

/// <summary>
/// Free energy F = -ln p of the bins of a <see cref="Histogram2D"/>, in units of kT, its minimum at zero.
/// </summary>
/// <remarks>
/// A bin without counts is treated as holding half a count, so that a surface is finite everywhere and a comparison penalises
/// a region that was never visited by as much as the length of the sample can show.
/// </remarks>
public sealed class FreeEnergySurface
{
    private const double EmptyBinCount = 0.5;
    private readonly double[] _values;

    private FreeEnergySurface(HistogramAxis first, HistogramAxis second, double[] values) => (First, Second, _values) = (first, second, values);

    /// <summary>The first coordinate: rows.</summary>
    public HistogramAxis First { get; }

    /// <summary>The second coordinate: columns.</summary>
    public HistogramAxis Second { get; }

    /// <summary>Bins along the first coordinate; of angles, along both.</summary>
    public int Bins => First.Bins;

    /// <summary>F in kT, row by row; the least is zero.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>F in kT of the bin of row <paramref name="i"/> and column <paramref name="j"/>.</summary>
    public double this[int i, int j] => _values[i * Second.Bins + j];

    /// <summary>The surface of a histogram.</summary>
    /// <exception cref="ArgumentException">The histogram is empty.</exception>
    public static FreeEnergySurface Of(Histogram2D histogram)
    {
        if (histogram.Total == 0) throw new ArgumentException("The histogram holds no counts.", nameof(histogram));
        var largest = 0L;
        foreach (var count in histogram.Counts) largest = Math.Max(largest, count);
        var values = new double[histogram.Counts.Length];
        for (var i = 0; i < values.Length; i++) values[i] = -Math.Log(Math.Max(histogram.Counts[i], EmptyBinCount) / largest);
        return new FreeEnergySurface(histogram.First, histogram.Second, values);
    }

    /// <summary>
    /// Root mean squared difference to <paramref name="reference"/>, in kT, over the bins where the reference is at most
    /// <paramref name="ceiling"/> kT above its minimum. Each surface keeps its own minimum at zero: the two are not shifted on to each other.
    /// </summary>
    /// <exception cref="ArgumentException">The axes differ.</exception>
    public double RootMeanSquaredError(FreeEnergySurface reference, double ceiling = 4)
    {
        if (reference.First != First || reference.Second != Second) throw new ArgumentException("The surfaces have different axes.", nameof(reference));
        var sum = 0.0;
        var compared = 0;
        for (var i = 0; i < _values.Length; i++)
        {
            if (reference._values[i] > ceiling) continue;
            var difference = _values[i] - reference._values[i];
            sum += difference * difference;
            compared++;
        }

        return Math.Sqrt(sum / compared);
    }

    /// <summary>
    /// Standard error of F in each bin from the histograms of contiguous blocks of one sample: s / sqrt(K) of the blocks' surfaces,
    /// each normalised to its own number of frames (-ln p, without the shift to zero).
    /// </summary>
    /// <returns>Standard errors in kT, row by row; NaN in a bin that some block did not visit, or with fewer than two blocks.</returns>
    public static double[] StandardErrors(IReadOnlyList<Histogram2D> blocks)
    {
        if (blocks.Count == 0) return [];
        var errors = new double[blocks[0].Counts.Length];
        var values = new double[blocks.Count];
        for (var bin = 0; bin < errors.Length; bin++)
        {
            for (var k = 0; k < values.Length; k++) values[k] = -Math.Log((double)blocks[k].Counts[bin] / blocks[k].Total);
            errors[bin] = BlockAverage.Of(values).StandardError is { } error && double.IsFinite(error) ? error : double.NaN;
        }

        return errors;
    }
}
