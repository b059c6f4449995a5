using LatentSim.Models.Weights;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>Checks that the sizes of a voxel backmapper agree, and that what its kernel takes memory for is bounded.</summary>
internal static class VoxelBackmapperCheck
{
    /// <summary>The fewest points along an edge: half of them hold the latent code.</summary>
    public const int FewestPoints = 2 * VoxelDecoderWeights.CodePoints;

    /// <summary>The most points along an edge.</summary>
    public const int MostPoints = 64;

    /// <summary>The most values of one layer: grid points times channels.</summary>
    public const int MostValues = 1 << 25;

    /// <summary>What is wrong, or null.</summary>
    public static string? Problem(VoxelBackmapperWeights weights) =>
        SitesProblem(weights)
        ?? GridProblem(weights.Grid)
        ?? VoxelDecoderCheck.Problem(weights.Decoder, weights.Sites + (weights.UsesPrevious ? weights.Atoms : 0), weights.Atoms)
        ?? SizeProblem(weights)
        ?? GaussianMixtureCheck.Problem(weights.Codes, weights.Decoder.LatentSize)
        ?? SeedsProblem(weights)
        ?? ReferenceProblem(weights);

    private static string? SitesProblem(VoxelBackmapperWeights weights)
    {
        if (weights.Sites == 0)
            return "no coarse sites";
        for (int site = 0; site < weights.Sites; site++)
        {
            int atom = weights.CoarseAtoms[site];
            if (atom < 0 || atom >= weights.Atoms || (site > 0 && atom <= weights.CoarseAtoms[site - 1]))
                return $"coarse site {site} is at atom {atom}, expected ascending indices below {weights.Atoms}";
        }

        return null;
    }

    private static string? GridProblem(VoxelGrid grid)
    {
        if (grid.Points is < FewestPoints or > MostPoints)
            return $"a grid of {grid.Points} points along an edge, expected {FewestPoints} to {MostPoints}";
        if (!(grid.Width > 0) || !double.IsFinite(grid.Width))
            return $"a grid {grid.Width} nm wide, expected a positive number";
        return grid.Deviation > 0 && double.IsFinite(grid.Deviation) ? null : $"Gaussians of deviation {grid.Deviation} nm, expected a positive number";
    }

    private static string? SizeProblem(VoxelBackmapperWeights weights)
    {
        long values = (long)VoxelDecoderCheck.WidestLayer(weights.Decoder) * weights.Grid.Count;
        return values <= MostValues ? null : $"a layer of {values} values, expected at most {MostValues}";
    }

    private static string? SeedsProblem(VoxelBackmapperWeights weights)
    {
        int pairs = weights.Seeds.Coarse.Length / (weights.Sites * 3);
        if ((pairs == 0 && weights.UsesPrevious) || weights.Seeds.Coarse.Length % (weights.Sites * 3) != 0)
            return $"{weights.Seeds.Coarse.Length} coarse seed values, expected a multiple of {weights.Sites} x 3";
        return weights.Seeds.PreviousAtoms.Length == (long)pairs * weights.Atoms * 3
            ? null
            : $"{weights.Seeds.PreviousAtoms.Length} seed atom values, expected {pairs} x {weights.Atoms} x 3";
    }

    private static string? ReferenceProblem(VoxelBackmapperWeights weights) =>
        weights.Reference.Length == 0 || weights.Reference.Length == weights.Sites * 3
            ? null
            : $"{weights.Reference.Length} reference values, expected none or {weights.Sites} x 3";
}
