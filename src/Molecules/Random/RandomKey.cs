namespace LatentSim.Molecules.Random;

/// <summary>Whose random numbers: with the run's seed and a purpose, they name a <see cref="PhiloxStream"/>.</summary>
/// <param name="Walker">The walker's index in the whole run.</param>
/// <param name="Step">The step.</param>
/// <param name="Attempt">0, or for the n-th redraw n: each has 2^16 blocks of its own.</param>
public readonly record struct RandomKey(int Walker, long Step, int Attempt = 0)
{
    /// <summary>The counter's second word of the first block.</summary>
    internal uint FirstBlock(RandomPurpose purpose) => ((uint)purpose << 24) | ((uint)Attempt << 16);

    /// <summary>Refuses keys that no stream has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The walker or the step is negative, or the attempt is not in 0 to 255.</exception>
    internal void ThrowIfOutOfRange()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Walker);
        ArgumentOutOfRangeException.ThrowIfNegative(Step);
        ArgumentOutOfRangeException.ThrowIfNegative(Attempt);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Attempt, 255);
    }
}
