namespace LatentSim.Analysis;

/// <summary>
/// Whether processes of two Markov models on the same states are the same physical process: the cosine of the angle between their left eigenvectors,
/// |sum_i l_i l'_i| / (|l| |l'|), over the states that both models are on (Shmilovich et al., J. Phys. Chem. A 126, 9124 (2022), section 3). The sign of
/// an eigenvector is free, so that of the cosine is dropped: 1 for the same process, 0 for one that moves probability between other states.
/// </summary>
/// <remarks>
/// Left eigenvectors, l_i = pi_i r_i, are fluxes of probability: a state counts as much as it takes part in the process. In right ones a state that was
/// visited once counts as much as the most populated, so that they compare noise.
/// </remarks>
public static class EigenvectorSimilarity
{
    /// <summary>The similarity of process <paramref name="k"/> of one model with process <paramref name="l"/> of another; zero where no state is shared.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A model has no such process.</exception>
    public static double Of(MarkovStateModel first, int k, MarkovStateModel second, int l)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)k, (uint)first.States.Count, nameof(k));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)l, (uint)second.States.Count, nameof(l));
        var ours = first.States.Zip(first.LeftEigenvector(k)).ToDictionary(pair => pair.First, pair => pair.Second);
        var (product, squares, theirSquares) = (0.0, 0.0, 0.0);
        foreach (var (state, theirs) in second.States.Zip(second.LeftEigenvector(l)))
        {
            if (!ours.TryGetValue(state, out var own)) continue;
            product += own * theirs;
            squares += own * own;
            theirSquares += theirs * theirs;
        }

        return squares > 0 && theirSquares > 0 ? Math.Min(1, Math.Abs(product) / Math.Sqrt(squares * theirSquares)) : 0;
    }
}
