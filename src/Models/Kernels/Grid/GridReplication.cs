namespace LatentSim.Models.Kernels.Grid;

/// <summary>Grows a grid by repeating its outermost points; where sides differ by an odd number the far side gets the larger pad.</summary>
internal static class GridReplication
{
    /// <summary>Fills a grid of as many channels from a smaller one.</summary>
    public static void Grow(GridFeatures from, GridFeatures to)
    {
        int near = (to.Points - from.Points) / 2;
        for (int x = 0; x < to.Points; x++)
        {
            for (int y = 0; y < to.Points; y++)
            {
                Span<float> source = from.Row(Within(x - near, from.Points), Within(y - near, from.Points));
                Span<float> target = to.Row(x, y);
                for (int z = 0; z < to.Points; z++)
                    source.Slice(Within(z - near, from.Points) * from.Channels, from.Channels).CopyTo(target[(z * from.Channels)..]);
            }
        }
    }

    private static int Within(int index, int points) => Math.Clamp(index, 0, points - 1);
}
