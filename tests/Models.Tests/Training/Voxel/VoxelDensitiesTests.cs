using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using TorchSharp;

namespace Models.Tests.Training.Voxel;

[Collection(TorchCollection.Name)]
public sealed class VoxelDensitiesTests
{
    private static readonly VoxelGrid Published = new(12, 1.8, 0.05398);

    [Fact]
    public void ADensityIsTheGaussianOfTheDistance()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        float[] position = [0.11f, -0.23f, 0.05f];
        float[] densities = new VoxelDensities(Published, torch.CPU).Of(torch.tensor(position, [1, 1, 3])).data<float>().ToArray();

        for (int point = 0; point < densities.Length; point++)
        {
            double square = 0;
            for (int axis = 0; axis < 3; axis++)
            {
                int index = point / (axis == 0 ? 144 : axis == 1 ? 12 : 1) % 12;
                double distance = -0.9 + (index * 1.8 / 11) - position[axis];
                square += distance * distance;
            }

            Assert.Equal(Math.Exp(-square / (2 * 0.05398 * 0.05398)), densities[point], 1e-5);
        }
    }

    /// <summary>
    /// The densities' sum over the grid, by Poisson's formula, is proportional to S = 1 + 2 sum_k q^(k^2) cos(2 pi k x / h) with q = exp(-2 pi^2 sigma^2 / h^2), and
    /// the collapse is x + sigma^2 d ln S / dx: its error is largest, 4 pi sigma^2 q / (h sqrt(1 - 4 q^2)), where cos(2 pi x / h) = -2 q, but for terms of q^4.
    /// </summary>
    [Theory]
    [InlineData(0.33)]
    [InlineData(0.45)]
    [InlineData(0.6)]
    public void TheRoundTripErrsAsPoissonSays(double spacings)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        double spacing = Published.Spacing;
        VoxelDensities densities = new(Published with { Deviation = spacings * spacing }, torch.CPU);
        float[] places = [.. Enumerable.Range(0, 601).SelectMany(i => new[] { (float)((i - 300) * spacing / 300), 0.03f, -0.1f })];
        float[] returned = densities.Collapse(densities.Of(torch.tensor(places, [1, 601, 3]))).data<float>().ToArray();

        double worst = Enumerable.Range(0, 601).Max(i => Math.Abs(returned[3 * i] - places[3 * i]));
        double q = Math.Exp(-2 * Math.PI * Math.PI * spacings * spacings);
        double expected = 4 * Math.PI * spacings * spacings * spacing * q / Math.Sqrt(1 - (4 * q * q));
        Assert.Equal(expected, worst, (0.01 * expected) + 2e-6);
    }

    [Fact]
    public void GradientsFlowThroughBoth()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        VoxelDensities densities = new(Published with { Deviation = 0.1 }, torch.CPU);
        torch.Tensor position = torch.tensor([0.11f, -0.23f, 0.05f], [1, 1, 3], requires_grad: true);

        densities.Collapse(densities.Of(position)).sum().backward();

        // At 0.6 spacings the round trip is the identity within 4 pi q sigma^2 / h times 2 pi / h, about 0.04.
        Assert.All(position.grad!.data<float>().ToArray(), slope => Assert.Equal(1, slope, 0.05));
    }
}
