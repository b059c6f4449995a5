using LatentSim.Models.Training;
using TorchSharp;

namespace Models.Tests.Training.Voxel;

[Collection(TorchCollection.Name)]
public sealed class RandomRotationsTests
{
    [Fact]
    public void TheyAreRotations()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        torch.Tensor rotations = RandomRotations.Draw(50, torch.CPU);
        torch.Tensor identity = rotations.matmul(rotations.transpose(1, 2)) - torch.eye(3);
        Assert.Equal(0, identity.abs().max().ToDouble(), 1e-5);
        Assert.All(rotations.det().data<float>().ToArray(), determinant => Assert.Equal(1, determinant, 1e-4));
    }

    // The entries of a uniform rotation have mean 0 and variance 1/3: the mean of 20000 deviates by 0.0041; none of nine by five of these but in one of 2e5 runs.
    [Fact]
    public void TheyAreUniform()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(4);
        torch.Tensor rotations = RandomRotations.Draw(20_000, torch.CPU);
        Assert.All(rotations.mean([0L]).flatten().data<float>().ToArray(), mean => Assert.Equal(0, mean, 0.0205));
        Assert.All(rotations.square().mean([0L]).flatten().data<float>().ToArray(), square => Assert.Equal(1 / 3.0, square, 0.012));
    }

    [Fact]
    public void AllOfABatchTurnsAlike()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(5);
        VoxelBatch batch = new(torch.randn(3, 4, 3), torch.randn(3, 4, 3), torch.randn(3, 2, 3));
        VoxelBatch turned = batch.Rotated(RandomRotations.Draw(3, torch.CPU));

        Assert.Equal(0, (Distances(batch) - Distances(turned)).abs().max().ToDouble(), 1e-4);
        Assert.True((batch.Atoms - turned.Atoms).abs().max().ToDouble() > 0.1);
    }

    // Of all particles together, so that those of two frames matter too.
    private static torch.Tensor Distances(VoxelBatch batch)
    {
        torch.Tensor all = torch.cat([batch.Previous, batch.Atoms, batch.Sites], 1);
        return (all.unsqueeze(1) - all.unsqueeze(2)).square().sum(3);
    }
}
