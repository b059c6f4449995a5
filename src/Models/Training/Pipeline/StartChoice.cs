using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>Chooses the training latents that walkers may start from.</summary>
internal static class StartChoice
{
    /// <summary>Some, spread evenly over all frames.</summary>
    /// <param name="latents">One table [frame, m] a trajectory.</param>
    /// <param name="most">How many at most.</param>
    public static StartLatents Of(IReadOnlyList<float[,]> latents, int most)
    {
        float[,] all = Rows.Concatenate(latents);
        int frames = all.GetLength(0);
        int count = Math.Min(most, frames);
        float[,] starts = Rows.Select(all, [.. Enumerable.Range(0, count).Select(i => (long)i * frames / count)]);
        return new StartLatents(all.GetLength(1), Rows.Span(starts).ToArray());
    }
}
