namespace LatentSim.Analysis;

/// <summary>
/// The relaxation time of a coordinate as latent space simulators report it: the time t of the exponential exp(-k dt / t) that fits its autocorrelation
/// function best by least squares, with the standard error of five contiguous blocks
/// (Sidky, Chen and Ferguson, Chem. Sci. 11, 9459 (2020), section 3.2, Kinetics, and Table 1).
/// </summary>
/// <param name="Time">The timescale in ps, its standard error s / sqrt(K), and the K blocks' timescales (null where a block does not vary).</param>
/// <param name="Function">C(0) = 1, C(1), ... of the whole sample, one entry every <paramref name="Spacing"/>; those that were fitted.</param>
/// <param name="FunctionErrors">Standard errors of C from the blocks; NaN where fewer than two blocks are long enough.</param>
/// <param name="Spacing">Time between entries in ps.</param>
public sealed record AutocorrelationTime(TimescaleStatistics Time, IReadOnlyList<double> Function, IReadOnlyList<double> FunctionErrors, double Spacing)
{
    /// <summary>Fits are made to lags of up to this many times the timescale, where the lag is not given.</summary>
    public const double FittedTimes = 3;

    /// <summary>
    /// Measures trajectories. The mean of all frames is subtracted from each, also in the blocks, whose own means would bias short ones;
    /// blocks are those of <see cref="SampleBlocks"/>: parts of one trajectory in time, or groups of many.
    /// </summary>
    /// <param name="trajectories">The coordinate in each frame of each trajectory.</param>
    /// <param name="spacing">Time between frames in ps.</param>
    /// <param name="maximumLag">
    /// Longest lag in frames that is fitted. Null fits up to <see cref="FittedTimes"/> times the timescale, found by iteration.
    /// Give two samples the same one where they are compared and the decay is not a single exponential.
    /// </param>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="mean">The mean to subtract; that of all frames where it is null.</param>
    /// <exception cref="ArgumentException">There are fewer than three frames in the longest trajectory, the coordinate is constant, or the spacing is not positive.</exception>
    public static AutocorrelationTime Of(
        IReadOnlyList<double[]> trajectories, double spacing, int? maximumLag = null, int blocks = BlockAverage.DefaultBlocks, double? mean = null)
    {
        var longest = trajectories.Count == 0 ? 0 : trajectories.Max(x => x.Length);
        if (longest < 3) throw new ArgumentException("Expected a trajectory of three frames or more.", nameof(trajectories));
        if (!(spacing > 0)) throw new ArgumentException("Expected a positive spacing.", nameof(spacing));
        if (maximumLag is < 1) throw new ArgumentOutOfRangeException(nameof(maximumLag), maximumLag, "Expected one frame or more.");
        var about = mean ?? Autocorrelation.Mean(trajectories);
        IReadOnlyList<ReadOnlyMemory<double>> whole = [.. trajectories.Select(x => (ReadOnlyMemory<double>)x)];
        var function = maximumLag is { } lag ? Autocorrelation.Function(whole, Math.Min(lag, longest - 1), about) : Windowed(whole, longest - 1, about);
        var parts = blocks < 2 ? [] : SampleBlocks.Cut(trajectories, blocks).Select(block => TryFunction(block, function.Length - 1, about)).ToArray();
        var times = Array.ConvertAll(parts, part => part is { Length: >= 2 } ? Autocorrelation.ExponentialTimescale(part, spacing) : (double?)null);
        return new AutocorrelationTime(TimescaleStatistics.Of(Autocorrelation.ExponentialTimescale(function, spacing), times), function, Errors(function.Length, parts), spacing);
    }

    /// <summary>The function up to three timescales: lengthens the lag until it is long enough, then cuts.</summary>
    private static double[] Windowed(IReadOnlyList<ReadOnlyMemory<double>> whole, int longest, double about)
    {
        // A fit to much less than the decay is little more than a guess, so the lag grows towards it in bounded steps, and a little beyond.
        const int MostGrowth = 32;
        for (var lag = Math.Min(64, longest); ;)
        {
            var function = Autocorrelation.Function(whole, lag, about);
            var window = Window(function);
            if (window <= lag || lag == longest) return function[..(Math.Min(window, lag) + 1)];
            lag = (int)Math.Min(longest, Math.Min(1.25 * window, (double)MostGrowth * lag));
        }
    }

    /// <summary>The lag that is three times the timescale fitted up to that lag; above the longest lag where that is too short.</summary>
    private static int Window(double[] function)
    {
        const int Iterations = 20;
        var window = function.Length - 1;
        for (var i = 0; i < Iterations; i++)
        {
            var time = Autocorrelation.ExponentialTimescale(function.AsSpan(0, window + 1), 1);
            var next = (int)Math.Clamp(Math.Ceiling(FittedTimes * time), 2, 1 << 24);
            if (next == window || next >= function.Length) return next;
            window = next;
        }

        return window;
    }

    private static double[]? TryFunction(IReadOnlyList<ReadOnlyMemory<double>> segments, int lag, double mean)
    {
        var varies = segments.Any(segment => segment.Span.ContainsAnyExcept(segments[0].Span[0]));
        return varies ? Autocorrelation.Function(segments, lag, mean) : null;
    }

    private static double[] Errors(int length, double[]?[] parts)
    {
        var errors = new double[length];
        for (var k = 0; k < length; k++)
        {
            double[] values = [.. parts.Where(part => part is not null && part.Length > k).Select(part => part![k])];
            errors[k] = values.Length < 2 ? double.NaN : BlockAverage.Of(values).StandardError!.Value;
        }

        return errors;
    }
}
