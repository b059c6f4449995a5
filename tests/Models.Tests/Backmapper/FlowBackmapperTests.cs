using LatentSim.Models.Backmapper;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace Models.Tests.Backmapper;

public sealed class FlowBackmapperTests
{
    private const int Sites = 5;
    private const int Atoms = RandomModels.Atoms;
    private const int Steps = 9;
    private const int Walkers = 14;
    private static readonly FlowBackmapperWeights Weights = RandomModels.FlowBackmapper();
    private static readonly float[] Coarse = RandomModels.CoarseOf(RandomModels.Frames(7, Steps * Walkers));

    [Theory]
    [InlineData(1, Walkers)]
    [InlineData(4, 3)]
    [InlineData(Steps, 1)]
    public void AWalkerDoesNotDependOnBlocksOrNeighbours(int blockSteps, int blockWalkers) =>
        Assert.Equal(Backmap(Coarse, Steps, Walkers), Backmap(Coarse, blockSteps, blockWalkers));

    [Fact]
    public void CoarseSitesStayWhereTheyAre()
    {
        float[] atoms = Backmap(Coarse, Steps, Walkers);
        Assert.Equal(Coarse, RandomModels.CoarseOf(atoms));
    }

    // Rotating what goes in rotates what comes out: all coordinates are measured in the molecule's own frame. Float rounding of the input is all that differs.
    [Fact]
    public void RotationsGoThrough()
    {
        Superposition turn = Superposition.Fit([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1], [1, 1, 1, 1, 2, 1, 1, 1, 2, 2, 1, 1]);
        float[] turned = new float[Coarse.Length];
        turn.Apply(Coarse, turned);
        float[] atoms = Backmap(Coarse, Steps, Walkers);
        float[] expected = new float[atoms.Length];
        turn.Apply(atoms, expected);

        float[] actual = Backmap(turned, Steps, Walkers);
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-4f);
    }

    [Fact]
    public void TheFirstFrameStartsFromTheNearestTrainingPair()
    {
        const int Pair = 6;
        float[] pairCoarse = Weights.Seeds.Coarse[(Pair * Sites * 3)..((Pair + 1) * Sites * 3)];
        float[] pairAtoms = Weights.Seeds.PreviousAtoms[(Pair * Atoms * 3)..((Pair + 1) * Atoms * 3)];
        Superposition turn = Superposition.Fit([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1], [1, 1, 1, 1, 2, 1, 1, 1, 2, 2, 1, 1]);
        float[] coarse = new float[pairCoarse.Length];
        float[] expected = new float[pairAtoms.Length];
        turn.Apply(pairCoarse, coarse);
        turn.Apply(pairAtoms, expected);

        float[] previous = new float[expected.Length];
        new SeedFinder(Weights.Seeds, Sites, Atoms).Fill(coarse, previous);
        for (int i = 0; i < previous.Length; i++)
            Assert.Equal(expected[i], previous[i], 1e-5f);
    }

    [Fact]
    public void TheConditionIsBothCoarseFramesAndThePreviousAtoms()
    {
        BackmapperCondition condition = new(Weights);
        float[] atoms = RandomModels.Frames(8, 1);
        float[] before = RandomModels.CoarseOf(atoms);
        float[] row = new float[condition.Size];
        condition.Fill(before, atoms, row);
        int half = condition.CoarseScaler.EncodedSize;
        Assert.Equal(row[..half], row[half..(2 * half)]);

        float[] changed = new float[condition.Size];
        condition.Fill(Coarse.AsSpan(0, Sites * 3), atoms, changed);
        Assert.NotEqual(row[..half], changed[..half]);
        Assert.Equal(row[half..], changed[half..]);
    }

    [Fact]
    public void WithoutPreviousAtomsAFrameDependsOnItsOwnSitesAlone()
    {
        FlowBackmapperWeights alone = RandomModels.FlowBackmapper(usesPrevious: false);
        float[] straight = Backmap(Coarse, Steps, Walkers, alone);
        int half = Coarse.Length / 2 / (Walkers * Sites * 3) * (Walkers * Sites * 3);
        float[] changed = [.. RandomModels.CoarseOf(RandomModels.Frames(9, half / (Sites * 3))), .. Coarse[half..]];
        float[] other = Backmap(changed, Steps, Walkers, alone);
        int rest = half / Sites * Atoms;
        Assert.NotEqual(straight[..rest], other[..rest]);
        Assert.Equal(straight[rest..], other[rest..]);
        Assert.NotEqual(Backmap(Coarse, Steps, Walkers)[rest..], Backmap(changed, Steps, Walkers)[rest..]);
    }

    [Fact]
    public void WithoutPreviousAtomsNobodyLooksAtThem()
    {
        FlowBackmapperWeights alone = RandomModels.FlowBackmapper(usesPrevious: false);
        using FrameBlock coarse = FrameBlock.Rent(5, 1, 0, 1, Sites);
        Coarse.AsSpan(0, coarse.Values.Length).CopyTo(coarse.Values);
        using FrameBlock atoms = FrameBlock.Rent(5, 1, 0, 1, Atoms);
        float[] previous = Enumerable.Repeat(float.NaN, Atoms * 3).ToArray();
        new FlowBackmapper(alone).Backmap(1, coarse, previous, atoms);
        Assert.Equal(atoms.Values.ToArray(), previous);
        Assert.Equal(new BackmapperCondition(alone).CoarseScaler.EncodedSize, new BackmapperCondition(alone).Size);
    }

    [Fact]
    public void ANonFinitePreviousFrameNamesItsWalkerAndStep()
    {
        using FrameBlock coarse = FrameBlock.Rent(5, 1, 30, 3, Sites);
        Coarse.AsSpan(0, coarse.Values.Length).CopyTo(coarse.Values);
        using FrameBlock atoms = FrameBlock.Rent(5, 1, 30, 3, Atoms);
        float[] previous = RandomModels.Frames(3, 3);
        previous[Atoms * 3 * 2] = float.PositiveInfinity;
        NonFiniteStateException thrown =
            Assert.Throws<NonFiniteStateException>(() => new FlowBackmapper(Weights).Backmap(1, coarse, previous, atoms));
        Assert.Equal((32, 5L), (thrown.Walker, thrown.Step));
    }

    [Fact]
    public void AllocatesNothingOnceWarm()
    {
        FlowBackmapper backmapper = new(Weights);
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
        Assert.Throws<ArgumentException>(() => new FlowBackmapper(Weights with { AtomScales = Weights.AtomScales.Skip(1).ToArray() }));
        Assert.Throws<ArgumentException>(() => new FlowBackmapper(Weights with { Flow = Weights.Flow with { ConditionSize = 3 } }));
        Assert.Throws<ArgumentException>(() => new FlowBackmapper(Weights with { UsesPrevious = false }));
        Assert.Throws<ArgumentException>(() => new FlowBackmapper(Weights with { Seeds = new BackmapperSeeds([], []) }));
    }

    private static float[] Backmap(float[] positions, int blockSteps, int blockWalkers, FlowBackmapperWeights? weights = null)
    {
        FlowBackmapper backmapper = new(weights ?? Weights);
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
