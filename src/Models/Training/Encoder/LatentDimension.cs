namespace LatentSim.Models.Training;

/// <summary>Chooses how many slow processes make the latent space, by the spectral gap.</summary>
internal static class LatentDimension
{
    /// <summary>
    /// Keeps every process whose timescale is at least the lag, lambda >= 1/e, then cuts at the largest gap lambda_m - lambda_(m+1) at or after that. A negative
    /// eigenvalue, which is noise, counts as 0.
    /// </summary>
    /// <param name="eigenvalues">Descending, without the constant function's 1.</param>
    public static int Choose(ReadOnlySpan<double> eigenvalues)
    {
        int kept = 1;
        while (kept < eigenvalues.Length && eigenvalues[kept] >= Math.Exp(-1))
            kept++;

        int best = kept;
        for (int m = kept + 1; m < eigenvalues.Length; m++)
        {
            if (Gap(eigenvalues, m) > Gap(eigenvalues, best))
                best = m;
        }

        return best;
    }

    private static double Gap(ReadOnlySpan<double> eigenvalues, int m) =>
        m < eigenvalues.Length ? Math.Max(eigenvalues[m - 1], 0) - Math.Max(eigenvalues[m], 0) : double.PositiveInfinity;
}
