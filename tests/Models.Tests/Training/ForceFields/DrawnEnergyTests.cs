using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace Models.Tests.Training.ForceFields;

[Collection(TorchCollection.Name)]
public sealed class DrawnEnergyTests
{
    [Fact]
    public void TheDistanceIsThatOfAHandComputation()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        // 2 (1 + 3 + 1 + 1)/4 - 2 - 2 for {0, 2} and {1, 3}: 3 - 4.
        Assert.Equal(-1, DrawnEnergy.Distance(torch.tensor(new[] { 0f, 2 }), torch.tensor(new[] { 1f, 3 })).ToDouble(), 1e-6);
        // 2 x 10 - 1 - 0 (a sample of equal numbers) for {0, 1} and {10.5, 10.5}.
        Assert.Equal(19, DrawnEnergy.Distance(torch.tensor(new[] { 0f, 1 }), torch.tensor(new[] { 10.5f, 10.5f })).ToDouble(), 1e-5);
    }

    // Narrower than the data is as wrong as wider: what the square of differences would not see. The distances of 2000 normal numbers scatter by less than 0.01.
    [Theory]
    [InlineData(1, 0, 0, 0.02)]
    [InlineData(0, 0, 0.3, 0.6)]
    [InlineData(1, 1, 0.35, 0.75)]
    public void TheDistanceIsZeroOnlyWhereDistributionsAgree(float width, float shift, double least, double most)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        _ = new TorchSettings { Seed = 3 }.Apply();
        double distance = DrawnEnergy.Distance((torch.randn(2000) * width) + shift, torch.randn(2000)).ToDouble();
        Assert.InRange(distance, least - 0.02, most);
    }

    [Fact]
    public void EnergiesAreScaledToDeviationsAndBoundedFarAbove()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        EnergyScaling scaling = EnergyScaling.Of([-30, -10, -50, -30]);
        Assert.Equal((-30, Math.Sqrt(200)), (scaling.Mean, scaling.Deviation));
        float[] scaled = scaling.Of(torch.tensor(new[] { -30f, -30 + (2 * 14.142136f), 1e30f })).data<float>().ToArray();
        AssertClose.All([0, (float)Math.Asinh(2), (float)Math.Asinh(1e15)], scaled, 1e-4);
        Assert.Throws<ArgumentException>(() => EnergyScaling.Of([1, 1]));
    }

    // A flow too small to resolve the repulsion of atoms that torsions bring together: with the term it draws energies that are nearer to the data's.
    [Fact]
    public void TrainingWithItDrawsBetterEnergies()
    {
        double without = Distance(null);
        double with = Distance(new DrawnEnergyOptions(Stiff, 20, 1));
        Assert.True(with < 0.9 * without, $"{with} with, {without} without");
    }

    [Fact]
    public void AForceFieldOfAnotherMoleculeIsRefused() =>
        Assert.Throws<ArgumentException>(() => Train(new DrawnEnergyOptions(new ForceField { Masses = [1, 1] }, 1, 1)));

    private static ForceField Stiff { get; } = new()
    {
        Masses = [.. Enumerable.Repeat(12.0, RandomModels.Atoms)],
        Bonds = [.. Pairs().Select(pair => new HarmonicBond(pair, Distances.Compute(RandomModels.Positions, pair.A, pair.B), 2e4))],
    };

    // Springs between atoms far apart along the bonds: combinations of many coordinates.
    private static IEnumerable<AtomPair> Pairs() => [new(3, 6), new(3, 7), new(6, 8), new(7, 8), new(3, 8), new(6, 7)];

    private static double Distance(DrawnEnergyOptions? options)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        FlowBackmapperWeights weights = Train(options);
        var energy = new LatentSim.Models.Backmapper.FrameEnergy(new ForceFieldPotential(Stiff));
        const int Walkers = 1500;
        float[] truth = Correlated(99, Walkers + 1);
        using LatentSim.Models.Stages.FrameBlock coarse = LatentSim.Models.Stages.FrameBlock.Rent(1, 1, 0, Walkers, RandomModels.CoarseAtoms.Length);
        using LatentSim.Models.Stages.FrameBlock atoms = LatentSim.Models.Stages.FrameBlock.Rent(1, 1, 0, Walkers, RandomModels.Atoms);
        int size = 3 * RandomModels.Atoms;
        RandomModels.CoarseOf(truth[size..]).CopyTo(coarse.Values);
        weights.CreateBackmapper().Backmap(5, coarse, truth[..^size], atoms);
        double[] expected = [.. truth[size..].Chunk(size).Select(frame => energy.Of(frame))];
        EnergyScaling scaling = EnergyScaling.Of(expected);
        return DrawnEnergy.Distance(
            scaling.Of(torch.tensor([.. atoms.Values.ToArray().Chunk(size).Select(frame => (float)energy.Of(frame))])),
            scaling.Of(torch.tensor([.. expected.Select(value => (float)value)]))).ToDouble();
    }

    private static FlowBackmapperWeights Train(DrawnEnergyOptions? options)
    {
        const int Frames = 1500;
        float[,,] frames = new float[Frames, RandomModels.Atoms, 3];
        Correlated(1, Frames).CopyTo(Rows.Span(frames));
        TrainingData data = new(RandomModels.Topology, RandomModels.CoarseAtoms, [frames], 1);
        FlowBackmapperOptions how = new()
        {
            Flow = new SplineFlowOptions { Couplings = 2, HiddenWidth = 16, Bins = 4, BatchSize = 250, LearningRate = 5e-3, Epochs = 6, Averaging = 0.9 },
            UsesPrevious = false, Contacts = false, Energy = options,
        };
        return BackmapperTraining.Train(data, how, new TorchSettings()).Weights;
    }

    // Atoms that are no sites move together, so that distances between them hardly change.
    private static float[] Correlated(int seed, int count)
    {
        float[] all = RandomModels.Frames(seed, count, noise: 0.0005);
        System.Random random = new(seed);
        int size = 3 * RandomModels.Atoms;
        for (int frame = 0; frame < count; frame++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                float shift = 0.02f * (float)TestSupport.RigidMotions.Normal(random);
                foreach (int atom in new[] { 3, 6, 7, 8 })
                    all[(frame * size) + (3 * atom) + axis] += shift;
            }
        }

        return all;
    }
}
