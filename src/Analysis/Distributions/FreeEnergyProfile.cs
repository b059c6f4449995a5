namespace LatentSim.Analysis;

/// <summary>
/// Free energy F = -ln p along one angle in kT, its minimum at zero, with standard errors from contiguous blocks: each block's profile is first shifted
/// to agree best with the whole, because a profile is only known up to a constant.
/// </summary>
public sealed class FreeEnergyProfile
{
    private FreeEnergyProfile(double[] values, double[] errors) => (Values, StandardErrors) = (values, errors);

    /// <summary>F in kT, bin by bin; infinite where nothing was counted.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Standard errors in kT; NaN where a block has no counts, or with fewer than two blocks.</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>The profile along the first angle of a histogram, or along the second.</summary>
    /// <exception cref="ArgumentException">The histogram is empty.</exception>
    public static FreeEnergyProfile Of(Histogram2D histogram, IReadOnlyList<Histogram2D> blocks, bool first)
    {
        if (histogram.Total == 0) throw new ArgumentException("The histogram holds no counts.", nameof(histogram));
        var values = Profile(histogram, first);
        var least = values.Min();
        values = Array.ConvertAll(values, f => f - least);
        var shifted = blocks.Where(block => block.Total > 0).Select(block => Shifted(Profile(block, first), values)).ToArray();
        var errors = Enumerable.Range(0, values.Length).Select(bin => Error([.. shifted.Select(profile => profile[bin])]));
        return new FreeEnergyProfile(values, [.. errors]);
    }

    private static double[] Profile(Histogram2D histogram, bool first)
    {
        var counts = new long[histogram.Bins];
        for (var i = 0; i < histogram.Bins; i++)
        {
            for (var j = 0; j < histogram.Bins; j++) counts[first ? i : j] += histogram[i, j];
        }

        return Array.ConvertAll(counts, c => -Math.Log((double)c / histogram.Total));
    }

    private static double[] Shifted(double[] profile, double[] whole)
    {
        var shared = Enumerable.Range(0, whole.Length).Where(i => double.IsFinite(profile[i]) && double.IsFinite(whole[i])).ToArray();
        var shift = shared.Average(i => whole[i] - profile[i]);
        return Array.ConvertAll(profile, f => f + shift);
    }

    private static double Error(double[] values) =>
        values.Length >= 2 && values.All(double.IsFinite) ? BlockAverage.Of(values).StandardError!.Value : double.NaN;
}
