namespace LatentSim.Models.Training;

/// <summary>
/// Pairs of frames a lag apart within the same trajectory, named by the row of the earlier one in the table of all trajectories. A contiguous tail of
/// each trajectory is held out, since neighbouring frames are alike and a random split would hide overfitting.
/// </summary>
/// <param name="Lag">The rows from the first to the second frame of a pair; 0 for single frames.</param>
/// <param name="Training">First rows of the pairs that lie wholly before the tails.</param>
/// <param name="Validation">First rows of the pairs that lie wholly within the tails; the training pairs when nothing is held out.</param>
internal sealed record LaggedPairs(int Lag, long[] Training, long[] Validation)
{
    /// <summary>Splits trajectories of the given lengths.</summary>
    /// <exception cref="ArgumentException">No trajectory is long enough to train on, or none to validate on.</exception>
    public static LaggedPairs Split(IEnumerable<int> lengths, int lag, double heldOutFraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        List<long> training = [];
        List<long> validation = [];
        long start = 0;
        foreach (int length in lengths)
        {
            int tail = length - (int)(length * heldOutFraction);
            Add(training, start, start + tail - lag);
            Add(validation, start + tail, start + length - lag);
            start += length;
        }

        if (training.Count == 0)
            throw new ArgumentException($"No trajectory has frames {lag} apart to train on.");
        if (heldOutFraction > 0 && validation.Count == 0)
            throw new ArgumentException($"The held-out tails have no frames {lag} apart: use longer trajectories or hold out more.");
        return new LaggedPairs(lag, [.. training], validation.Count > 0 ? [.. validation] : [.. training]);
    }

    private static void Add(List<long> rows, long first, long end)
    {
        for (long row = first; row < end; row++)
            rows.Add(row);
    }
}
