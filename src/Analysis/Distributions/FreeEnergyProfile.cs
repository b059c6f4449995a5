namespace LatentSim.Analysis;

/// <summary>
/// Free energy F = -ln p along one coordinate in kT, its minimum at zero, with standard errors from contiguous blocks: each block's profile is first shifted
/// to agree best with the whole, because a profile is only known up to a constant
/// (Sidky, Chen and Ferguson, Chem. Sci. 11, 9459 (2020), Fig. 3: five-fold block averages of F(psi_1)).
/// </summary>
public sealed class FreeEnergyProfile
{
    private const double EmptyBinCount = 0.5;
    private readonly double _emptyBin;

    private FreeEnergyProfile(HistogramAxis axis, double[] values, double[] errors, double emptyBin) =>
        (Axis, Values, StandardErrors, _emptyBin) = (axis, values, errors, emptyBin);

    /// <summary>The coordinate.</summary>
    public HistogramAxis Axis { get; }

    /// <summary>F in kT, bin by bin; infinite where nothing was counted.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Standard errors in kT; NaN where a block has no counts, or with fewer than two blocks.</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>The profile of a sample whose blocks were counted apart.</summary>
    /// <param name="histogram">Counts of the whole.</param>
    /// <param name="blocks">Counts of its contiguous blocks; may be empty.</param>
    /// <exception cref="ArgumentException">The histogram is empty, or a block has other bins.</exception>
    public static FreeEnergyProfile Along(Histogram1D histogram, IReadOnlyList<Histogram1D> blocks)
    {
        if (histogram.Total == 0) throw new ArgumentException("The histogram holds no counts.", nameof(histogram));
        if (blocks.Any(block => block.Axis != histogram.Axis)) throw new ArgumentException("A block has another axis.", nameof(blocks));
        var values = MinusLogarithm(histogram);
        var least = values.Min();
        values = Array.ConvertAll(values, f => f - least);
        var shifted = blocks.Where(block => block.Total > 0).Select(block => Shifted(MinusLogarithm(block), values)).ToArray();
        var errors = Enumerable.Range(0, values.Length).Select(bin => Error([.. shifted.Select(profile => profile[bin])]));
        return new FreeEnergyProfile(histogram.Axis, values, [.. errors], -Math.Log(EmptyBinCount / histogram.Total) - least);
    }

    /// <summary>The profile of a distribution that is known without counting, free of sampling error.</summary>
    /// <param name="axis">Bins.</param>
    /// <param name="probabilities">The probability of each bin, up to a factor.</param>
    /// <exception cref="ArgumentException">There are not as many probabilities as bins, or none is positive.</exception>
    public static FreeEnergyProfile Known(HistogramAxis axis, IReadOnlyList<double> probabilities)
    {
        if (probabilities.Count != axis.Bins) throw new ArgumentException($"Expected {axis.Bins} probabilities, got {probabilities.Count}.", nameof(probabilities));
        var greatest = probabilities.Max();
        if (!(greatest > 0)) throw new ArgumentException("Expected a positive probability.", nameof(probabilities));
        double[] values = [.. probabilities.Select(p => -Math.Log(p / greatest))];
        return new FreeEnergyProfile(axis, values, [.. values.Select(_ => 0.0)], double.PositiveInfinity);
    }

    /// <summary>The profile along a coordinate given frame by frame, its blocks as <see cref="SampleBlocks"/> cuts them.</summary>
    /// <param name="trajectories">The coordinate in each frame of each trajectory.</param>
    /// <param name="axis">Bins.</param>
    /// <param name="blocks">Number of blocks.</param>
    /// <exception cref="ArgumentException">No value lies on the axis.</exception>
    public static FreeEnergyProfile Along(IReadOnlyList<double[]> trajectories, HistogramAxis axis, int blocks = BlockAverage.DefaultBlocks)
    {
        var ofBlocks = SampleBlocks.Cut(trajectories, blocks).Select(segments => Count(axis, segments)).ToArray();
        var whole = new Histogram1D(axis);
        foreach (var block in ofBlocks) whole.Add(block);
        return Along(whole, ofBlocks);
    }

    /// <summary>The profile along the first coordinate of a plane, or along the second.</summary>
    /// <exception cref="ArgumentException">The histogram is empty.</exception>
    public static FreeEnergyProfile Of(Histogram2D histogram, IReadOnlyList<Histogram2D> blocks, bool first) =>
        Along(histogram.Marginal(first), [.. blocks.Select(block => block.Marginal(first))]);

    /// <summary>
    /// Root mean squared difference to <paramref name="reference"/> in kT after the constant shift of this profile that makes it least:
    /// sqrt(sum_i w_i (F_i - F'_i - c)^2 / sum_i w_i), c the weighted mean of F_i - F'_i, over the bins where the reference is at most
    /// <paramref name="ceiling"/> kT above its minimum. A bin that this sample never visited counts as half a count.
    /// </summary>
    /// <param name="reference">The profile to agree with, in the same bins.</param>
    /// <param name="ceiling">Highest free energy of the reference that is compared, kT; infinity compares every bin that the reference visited.</param>
    /// <param name="weight">Weights w_i of the bins.</param>
    /// <exception cref="ArgumentException">The axes differ, or no bin is compared.</exception>
    public double RootMeanSquaredError(FreeEnergyProfile reference, double ceiling = double.PositiveInfinity, BinWeight weight = BinWeight.Uniform)
    {
        var shift = ShiftTo(reference, ceiling, weight);
        return Math.Sqrt(Average(reference, ceiling, weight, (ours, theirs) => (ours + shift - theirs) * (ours + shift - theirs)));
    }

    /// <summary>The constant in kT that, added to this profile, brings it closest to <paramref name="reference"/>: for drawing the two on one another.</summary>
    /// <inheritdoc cref="RootMeanSquaredError"/>
    public double ShiftTo(FreeEnergyProfile reference, double ceiling = double.PositiveInfinity, BinWeight weight = BinWeight.Uniform) =>
        Average(reference, ceiling, weight, (ours, theirs) => theirs - ours);

    private double Average(FreeEnergyProfile reference, double ceiling, BinWeight weight, Func<double, double, double> of)
    {
        if (reference.Axis != Axis) throw new ArgumentException("The profiles have different axes.", nameof(reference));
        var (sum, weights) = (0.0, 0.0);
        for (var i = 0; i < Values.Count; i++)
        {
            var theirs = reference.Values[i];
            if (!double.IsFinite(theirs) || theirs > ceiling) continue;
            var w = weight == BinWeight.Population ? Math.Exp(-theirs) : 1;
            sum += w * of(Math.Min(Values[i], _emptyBin), theirs);
            weights += w;
        }

        if (weights == 0) throw new ArgumentException($"The reference has no bin below {ceiling} kT.", nameof(ceiling));
        return sum / weights;
    }

    private static Histogram1D Count(HistogramAxis axis, IReadOnlyList<ReadOnlyMemory<double>> segments)
    {
        var histogram = new Histogram1D(axis);
        foreach (var segment in segments) histogram.Add(Histogram1D.Of(axis, segment.Span));
        return histogram;
    }

    private static double[] MinusLogarithm(Histogram1D histogram) => Array.ConvertAll(histogram.Counts.ToArray(), c => -Math.Log((double)c / histogram.Total));

    private static double[] Shifted(double[] profile, double[] whole)
    {
        var shared = Enumerable.Range(0, whole.Length).Where(i => double.IsFinite(profile[i]) && double.IsFinite(whole[i])).ToArray();
        var shift = shared.Average(i => whole[i] - profile[i]);
        return Array.ConvertAll(profile, f => f + shift);
    }

    private static double Error(double[] values) =>
        values.Length >= 2 && values.All(double.IsFinite) ? BlockAverage.Of(values).StandardError!.Value : double.NaN;
}
