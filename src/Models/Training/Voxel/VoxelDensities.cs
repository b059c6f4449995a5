using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Positions as densities on a grid and back (Shmilovich et al. 2022, section 2.1), for many configurations at once and differentiable.</summary>
internal sealed class VoxelDensities
{
    private readonly VoxelGrid grid;
    private readonly torch.Tensor points;
    private readonly torch.Tensor moments;

    /// <summary>Makes them for a grid.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="device">Where positions are.</param>
    public VoxelDensities(VoxelGrid grid, torch.Device device)
    {
        this.grid = grid;
        float[] edge = [.. Enumerable.Range(0, grid.Points).Select(i => (float)((i * grid.Spacing) - (grid.Width / 2)))];
        points = torch.tensor(edge, device: device);
        moments = torch.tensor(Moments(edge), [grid.Count, 4], device: device);
    }

    /// <summary>Each particle as a Gaussian about its position (equation 1), which is the product of three in one dimension.</summary>
    /// <param name="positions">[batch, particle, 3], nm.</param>
    /// <returns>[batch, particle, n, n, n].</returns>
    public torch.Tensor Of(torch.Tensor positions)
    {
        torch.Tensor[] axes = ((positions.unsqueeze(3) - points).square() * (-0.5 / (grid.Deviation * grid.Deviation))).exp().unbind(2);
        return axes[0].unsqueeze(3).unsqueeze(4) * (axes[1].unsqueeze(3) * axes[2].unsqueeze(2)).unsqueeze(2);
    }

    /// <summary>The mean of the grid's points, weighted with a particle's density (equation 2).</summary>
    /// <param name="densities">[batch, particle, n, n, n].</param>
    /// <returns>[batch, particle, 3], nm.</returns>
    public torch.Tensor Collapse(torch.Tensor densities)
    {
        torch.Tensor sums = densities.flatten(2, 4).matmul(moments);
        return sums.narrow(2, 0, 3) / sums.narrow(2, 3, 1);
    }

    // [point, 4]: where the point is, and 1, so that one matrix product gives all sums.
    private static float[] Moments(float[] edge)
    {
        List<float> rows = [];
        foreach (float x in edge)
        {
            foreach (float y in edge)
            {
                foreach (float z in edge)
                    rows.AddRange([x, y, z, 1]);
            }
        }

        return [.. rows];
    }
}
