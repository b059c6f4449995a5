using LatentSim.Models.Backmapper.Voxel;
using LatentSim.Models.Kernels.Grid;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using Models.Tests.Training;
using TorchSharp;

namespace Models.Tests.Backmapper.Voxel;

[Collection(TorchCollection.Name)]
public sealed class VoxelBackmapperTests
{
    private const int Sites = 5;
    private const int Atoms = RandomModels.Atoms;
    private const int Steps = 3;
    private const int Walkers = 5;
    private static readonly VoxelBackmapperWeights Weights = RandomVoxels.Weights();
    private static readonly float[] Coarse = RandomModels.CoarseOf(RandomModels.Frames(7, Steps * Walkers, 0.05));

    /// <summary>Even and odd edges, channels that fill panels and that do not, with and without previous atoms.</summary>
    public static TheoryData<int, int, bool> Networks => new() { { 6, 5, true }, { 12, 16, true }, { 7, 8, false }, { 13, 17, true }, { 4, 32, true } };

    [Theory]
    [MemberData(nameof(Networks))]
    public void TheKernelIsTheNetwork(int points, int channels, bool usesPrevious)
    {
        VoxelBackmapperWeights weights = RandomVoxels.Weights(points, channels, usesPrevious, codeChannels: 3);
        const int Rows = 3;
        float[] previous = RandomModels.Frames(21, Rows, 0.05);
        float[] codes = RandomWeights.Normals(new System.Random(22), Rows * weights.Decoder.LatentSize);
        float[] expected = new TorchVoxels(weights).Frames(Coarse[..(Rows * Sites * 3)], previous, codes);

        VoxelBackmapper backmapper = new(weights);
        float[] actual = new float[expected.Length];
        for (int row = 0; row < Rows; row++)
        {
            backmapper.See(Coarse.AsSpan(row * Sites * 3, Sites * 3), previous.AsSpan(row * Atoms * 3, Atoms * 3));
            backmapper.Place(codes.AsSpan(row * weights.Decoder.LatentSize, weights.Decoder.LatentSize), actual.AsSpan(row * Atoms * 3, Atoms * 3));
        }

        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5);
    }

    [Fact]
    public void DensitiesAreTheNetworks()
    {
        VoxelBackmapperWeights weights = RandomVoxels.Weights(points: 12, channels: 16);
        float[] positions = RandomModels.Frames(23, 1, 0.1);
        float[] sites = Coarse[..(Sites * 3)];
        float[] codes = RandomWeights.Normals(new System.Random(24), 8);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor densities = new TorchVoxels(weights).Densities(torch.tensor(positions.Concat(sites).ToArray(), [1, Atoms + Sites, 3]));
        torch.Tensor logits = new TorchVoxels(weights).Logits(densities, torch.tensor(codes, [1, 1, 2, 2, 2]));

        DensityKernel kernel = new(weights.Grid, Atoms + Sites);
        VoxelDecoder decoder = new(weights.Decoder, 12);
        kernel.Place(0, positions, new float[3]);
        kernel.Place(Atoms, sites, new float[3]);
        kernel.Fill(decoder.Densities);
        AssertClose(densities, decoder.Densities);

        decoder.See();
        decoder.Decode(codes);
        AssertClose(logits.sigmoid(), decoder.Sums);
    }

    [Theory]
    [InlineData(1, Walkers)]
    [InlineData(2, 3)]
    [InlineData(Steps, 1)]
    public void AWalkerDoesNotDependOnBlocksOrNeighbours(int blockSteps, int blockWalkers) =>
        Assert.Equal(Backmap(Coarse, Steps, Walkers), Backmap(Coarse, blockSteps, blockWalkers));

    [Fact]
    public void TheFirstFramesConditionIsTheSeed()
    {
        float[] previous = new float[Atoms * 3];
        new LatentSim.Models.Backmapper.SeedFinder(Weights.Seeds, Sites, Atoms).Fill(Coarse.AsSpan(0, Sites * 3), previous);
        VoxelBackmapper backmapper = new(Weights);
        float[] code = new float[backmapper.CodeSize];
        LatentSim.Molecules.Random.PhiloxStream random = new(3, 0, 0, LatentSim.Molecules.Random.RandomPurpose.Backmapper);
        backmapper.Draw(ref random, code);
        float[] expected = new float[Atoms * 3];
        backmapper.See(Coarse.AsSpan(0, Sites * 3), previous);
        backmapper.Place(code, expected);
        Assert.Equal(expected, Backmap(Coarse, Steps, Walkers)[..(Atoms * 3)]);
    }

    // Frames are centred before they become densities, so that what goes in may lie anywhere.
    [Fact]
    public void TranslationsGoThrough()
    {
        float[] moved = [.. Coarse.Select((x, i) => x + (i % 3) - 1)];
        float[] expected = Backmap(Coarse, Steps, Walkers);
        float[] actual = Backmap(moved, Steps, Walkers);
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i] + (i % 3) - 1, actual[i], 1e-4f);
    }

    [Fact]
    public void WithoutPreviousAtomsThereIsNothingToRemember()
    {
        VoxelBackmapper backmapper = new(RandomVoxels.Weights(usesPrevious: false));
        using FrameBlock coarse = FrameBlock.Rent(4, 1, 0, Walkers, Sites);
        Coarse.AsSpan(0, coarse.Values.Length).CopyTo(coarse.Values);
        using FrameBlock first = FrameBlock.Rent(4, 1, 0, Walkers, Atoms);
        using FrameBlock second = FrameBlock.Rent(4, 1, 0, Walkers, Atoms);
        float[] previous = new float[Walkers * Atoms * 3];
        previous.AsSpan().Fill(float.NaN);
        backmapper.Backmap(1, coarse, previous, first);
        backmapper.Backmap(1, coarse, previous, second);
        Assert.Equal(first.Values.ToArray(), second.Values.ToArray());
        Assert.Equal(previous, first.Values.ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ANonFinitePreviousFrameNamesItsWalkerAndStep(float value)
    {
        using FrameBlock coarse = FrameBlock.Rent(5, 1, 30, 3, Sites);
        Coarse.AsSpan(0, coarse.Values.Length).CopyTo(coarse.Values);
        using FrameBlock atoms = FrameBlock.Rent(5, 1, 30, 3, Atoms);
        float[] previous = RandomModels.Frames(3, 3);
        previous[Atoms * 3 * 2] = value;
        NonFiniteStateException thrown =
            Assert.Throws<NonFiniteStateException>(() => new VoxelBackmapper(Weights).Backmap(1, coarse, previous, atoms));
        Assert.Equal((32, 5L), (thrown.Walker, thrown.Step));
    }

    [Fact]
    public void AllocatesNothingOnceWarm()
    {
        VoxelBackmapper backmapper = new(Weights);
        using FrameBlock coarse = FrameBlock.Rent(0, Steps, 0, Walkers, Sites);
        Coarse.CopyTo(coarse.Values);
        using FrameBlock atoms = FrameBlock.Rent(0, Steps, 0, Walkers, Atoms);
        float[] previous = new float[Walkers * Atoms * 3];
        backmapper.Backmap(1, coarse, previous, atoms);

        long before = GC.GetAllocatedBytesForCurrentThread();
        backmapper.Backmap(1, coarse, previous, atoms);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void SizesThatDoNotAgreeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new VoxelBackmapper(Weights with { Atoms = 8 }));
        using FrameBlock coarse = FrameBlock.Rent(0, 1, 0, 1, Sites);
        using FrameBlock atoms = FrameBlock.Rent(0, 1, 0, 1, Atoms);
        Assert.Throws<ArgumentException>(() => new VoxelBackmapper(Weights).Backmap(1, coarse, new float[3], atoms));
        Assert.Throws<ArgumentException>(() => new VoxelBackmapper(Weights).Backmap(1, atoms, new float[Atoms * 3], atoms));
    }

    private static void AssertClose(torch.Tensor expected, GridFeatures actual)
    {
        float[] values = expected.data<float>().ToArray();
        int points = actual.Points;
        for (int i = 0; i < values.Length; i++)
        {
            (int channel, int point) = (i / (points * points * points), i % (points * points * points));
            Assert.Equal(values[i], actual.Row(point / points / points, point / points % points)[(point % points * actual.Channels) + channel], 1e-5);
        }
    }

    private static unsafe void AssertClose(torch.Tensor expected, GridSums actual)
    {
        float[] values = expected.data<float>().ToArray();
        int points = actual.Points;
        for (int i = 0; i < values.Length; i++)
        {
            (int channel, int point) = (i / (points * points * points), i % (points * points * points));
            float* row = actual.Row(channel / GridSums.Panel, point / points / points, point / points % points);
            float sum = row[(point % points * GridSums.Panel) + (channel % GridSums.Panel)];
            Assert.Equal(values[i], 1 / (1 + Math.Exp(-sum)), 1e-5);
        }
    }

    private static float[] Backmap(float[] positions, int blockSteps, int blockWalkers)
    {
        VoxelBackmapper backmapper = new(Weights);
        float[] all = new float[Steps * Walkers * Atoms * 3];
        for (int walker = 0; walker < Walkers; walker += blockWalkers)
        {
            int count = Math.Min(blockWalkers, Walkers - walker);
            float[] previous = new float[count * Atoms * 3];
            for (int step = 0; step < Steps; step += blockSteps)
            {
                int steps = Math.Min(blockSteps, Steps - step);
                using FrameBlock coarse = FrameBlock.Rent(step, steps, walker, count, Sites);
                using FrameBlock atoms = FrameBlock.Rent(step, steps, walker, count, Atoms);
                for (int s = 0; s < steps; s++)
                    positions.AsSpan((((step + s) * Walkers) + walker) * Sites * 3, count * Sites * 3).CopyTo(coarse.Step(s));
                backmapper.Backmap(3, coarse, previous, atoms);
                for (int s = 0; s < steps; s++)
                    atoms.Step(s).CopyTo(all.AsSpan((((step + s) * Walkers) + walker) * Atoms * 3));
            }
        }

        return all;
    }
}
