using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace Models.Tests.Training.Voxel;

[Collection(TorchCollection.Name)]
public sealed class VoxelLossTests
{
    private static readonly VoxelBackmapperOptions Options = new() { Grid = new VoxelGrid(4, 1, 0.1) };

    /// <summary>Two configurations of three atoms at (0, 0, 0), (0.3, 0, 0), (0, 0.4, 0), the last a site; in the first reconstruction the second atom is at 0.5.</summary>
    [Fact]
    public void TermsAreThoseComputedByHand()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        float[] one = [0, 0, 0, 0.3f, 0, 0, 0, 0.4f, 0];
        float[] moved = [0, 0, 0, 0.5f, 0, 0, 0, 0.4f, 0];
        float[] site = [0, 0.4f, 0];
        VoxelTarget target = new(torch.zeros(2, 3, 64), torch.tensor([.. one, .. one], [2, 3, 3]), torch.tensor([.. site, .. site], [2, 1, 3]));
        VoxelReconstruction reconstruction = new(
            torch.ones(2, 3, 64) * 0.5, torch.tensor([.. moved, .. one], [2, 3, 3]), torch.tensor([0.1f, 0.4f, 0, .. site], [2, 1, 3]),
            torch.tensor([1f, 0, 0, 2], [2, 2]), torch.tensor([0f, 0, (float)Math.Log(2), 0], [2, 2]));

        VoxelLossTerms terms = new VoxelLoss(3, Options, null, torch.CPU).Of(target, reconstruction, withEnergy: true);

        Assert.Equal(3 * 64 * 0.25, terms.Voxels.ToDouble(), 1e-3);
        Assert.Equal(0.5 * 0.04 / 0.01, terms.Coordinates.ToDouble(), 1e-4);
        Assert.Equal(0.5 * 0.01 / 0.01, terms.Coarse.ToDouble(), 1e-4);

        // From 0.3 to 0.5 and from 0.5 to sqrt(0.41); each pair counts for both of its atoms, over three partners.
        double change = 0.04 + Math.Pow(Math.Sqrt(0.41) - 0.5, 2);
        Assert.Equal(0.5 * 2 * change / 3 / 0.01, terms.Distances.ToDouble(), 1e-3);

        // KL(N(1, 1)) = 1/2; KL(N(0, 2)) + KL(N(2, 1)) = (1 - ln 2) / 2 + 2.
        Assert.Equal(0.5 * (0.5 + ((1 - Math.Log(2)) / 2) + 2), terms.Divergence.ToDouble(), 1e-5);
        Assert.Null(terms.Energy);
    }

    [Fact]
    public void TheSumIsWeighted()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        VoxelLossTerms terms = new(Number(1), Number(10), Number(100), Number(1000), Number(10_000), Number(100_000));
        VoxelLossWeights weights = new() { Voxels = 1, Coordinates = 2, Coarse = 3, Distances = 4 };
        Assert.Equal(654_321, terms.Sum(weights, energy: 5, divergence: 6).ToDouble(), 0.1);
        Assert.Equal(604_321, (terms with { Energy = null }).Sum(weights, energy: 5, divergence: 6).ToDouble(), 0.1);
    }

    [Fact]
    public void TheEnergysTermIsTheSquareOfTheDifference()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        ForceField bond = new() { Masses = [1, 1, 1], Bonds = [new HarmonicBond(new AtomPair(0, 1), 0.1, 1000)] };
        using ForceFieldEnergy energy = new(bond);
        torch.Tensor atoms = torch.tensor([0, 0, 0, 0.1f, 0, 0, 1, 1, 1], [1, 3, 3]);
        torch.Tensor stretched = torch.tensor([0, 0, 0, 0.2f, 0, 0, 1, 1, 1], [1, 3, 3]);
        VoxelTarget target = new(torch.zeros(1, 3, 64), atoms, torch.zeros(1, 1, 3));
        VoxelReconstruction reconstruction = new(torch.zeros(1, 3, 64), stretched, torch.zeros(1, 1, 3), torch.zeros(1, 2), torch.zeros(1, 2));
        Assert.Equal(25, new VoxelLoss(3, Options, energy, torch.CPU).Of(target, reconstruction, withEnergy: true).Energy!.ToDouble(), 1e-3);
        Assert.Equal(4, new VoxelLoss(3, Options with { MostEnergy = 2 }, energy, torch.CPU).Of(target, reconstruction, withEnergy: true).Energy!.ToDouble(), 1e-3);
        Assert.Null(new VoxelLoss(3, Options, energy, torch.CPU).Of(target, reconstruction, withEnergy: false).Energy);
    }

    private static torch.Tensor Number(float value) => torch.tensor(value);
}
