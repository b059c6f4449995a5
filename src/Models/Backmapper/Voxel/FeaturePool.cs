using LatentSim.Models.Kernels.Grid;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>Grids that the layers of a network take turns with: one for what a layer is given, one inside blocks.</summary>
internal sealed class FeaturePool(int points)
{
    private readonly Dictionary<int, GridFeatures> between = [];
    private readonly Dictionary<int, GridFeatures> inside = [];

    /// <summary>The grid of so many channels between layers.</summary>
    public GridFeatures Between(int channels) => Of(between, channels);

    /// <summary>The grid of so many channels inside a block.</summary>
    public GridFeatures Inside(int channels) => Of(inside, channels);

    private GridFeatures Of(Dictionary<int, GridFeatures> grids, int channels)
    {
        if (!grids.TryGetValue(channels, out GridFeatures? grid))
            grids[channels] = grid = new GridFeatures(points, channels);
        return grid;
    }
}
