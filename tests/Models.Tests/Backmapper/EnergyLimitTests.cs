using LatentSim.Models.Backmapper;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;

namespace Models.Tests.Backmapper;

public sealed class EnergyLimitTests
{
    private const int Sites = 5;
    private const int Steps = 6;
    private const int Walkers = 40;
    private const int Size = 3 * RandomModels.Atoms;

    // The random flow puts hydrogens anywhere around their atoms: repulsion alone tells good places from bad ones.
    private static readonly ForceFieldPotential Potential = new(Repulsion(RandomModels.Atoms));
    private static readonly FlowBackmapperWeights Weights = RandomModels.FlowBackmapper() with { Contacts = null };
    private static readonly float[] Coarse = RandomModels.CoarseOf(RandomModels.Frames(7, Steps * Walkers));

    [Fact]
    public void FramesAboveTheLimitAreDrawnAgainAndOthersAreNotTouched()
    {
        // One step, so that frames do not follow from redrawn ones.
        (float[] every, double[] before, _) = Backmap(null, 1, Walkers, steps: 1);
        double limit = before.Order().ElementAt(Walkers / 2);
        (float[] kept, double[] after, int redrawn) = Backmap(limit, 1, Walkers, steps: 1);

        int above = before.Count(energy => energy > limit);
        Assert.True(above > Walkers / 3, $"{above} above the limit, too few to test with");
        Assert.Equal(above, redrawn);
        Assert.True(after.Count(energy => energy > limit) < above / 5);
        for (int i = 0; i < Walkers; i++)
        {
            Assert.True(after[i] <= before[i]);
            if (before[i] <= limit)
                Assert.Equal(every[(i * Size)..((i + 1) * Size)], kept[(i * Size)..((i + 1) * Size)]);
        }
    }

    [Theory]
    [InlineData(1, Walkers)]
    [InlineData(4, 7)]
    public void AWalkerDoesNotDependOnBlocksOrNeighbours(int blockSteps, int blockWalkers)
    {
        (float[] whole, double[] energies, int redrawn) = Backmap(20, Steps, Walkers);
        (float[] parts, double[] energiesOfParts, int redrawnInParts) = Backmap(20, blockSteps, blockWalkers);
        Assert.True(redrawn > 0);
        Assert.Equal(whole, parts);
        Assert.Equal(energies, energiesOfParts);
        Assert.Equal(redrawn, redrawnInParts);
    }

    [Fact]
    public void WhereNoDrawIsLowEnoughTheLowestStays()
    {
        (_, double[] before, _) = Backmap(null, 1, Walkers, steps: 1);
        (_, double[] after, int redrawn) = Backmap(-1e9, 1, Walkers, steps: 1);
        Assert.Equal(Walkers, redrawn);
        Assert.True(after.Average() < before.Average());
        Assert.All(after.Zip(before), pair => Assert.True(pair.First <= pair.Second));
    }

    [Fact]
    public void OverlapsAreStillMendedBelowTheLimit()
    {
        FlowBackmapperWeights weights = RandomModels.FlowBackmapper();
        Assert.Equal(Backmap(null, 1, Walkers, weights: weights).Frames, Backmap(1e30, 1, Walkers, weights: weights).Frames);
    }

    [Fact]
    public void CoincidingAtomsAreInfinitelyHigh()
    {
        float[] frame = [.. RandomModels.Positions];
        frame.AsSpan(0, 3).CopyTo(frame.AsSpan(15));
        Assert.Equal(double.PositiveInfinity, new FrameEnergy(Potential).Of(frame));
    }

    [Fact]
    public void AForceFieldOfAnotherMoleculeIsRefused()
    {
        var other = new ForceFieldPotential(Repulsion(RandomModels.Atoms + 1));
        Assert.Throws<ArgumentException>(() => new FlowBackmapper(Weights, new EnergyLimit(other, 0)));
        Assert.Throws<ArgumentException>(() => new EnergyBackmapper(new FlowBackmapper(Weights), other));
    }

    private static (float[] Frames, double[] Energies, int Redrawn) Backmap(
        double? limit, int blockSteps, int blockWalkers, int steps = Steps, FlowBackmapperWeights? weights = null)
    {
        IBackmapper flow = (weights ?? Weights).CreateBackmapper(limit is { } most ? new EnergyLimit(Potential, most) : null);
        var backmapper = new EnergyBackmapper(flow, Potential);
        float[] frames = new float[steps * Walkers * Size];
        double[] energies = new double[steps * Walkers];
        int redrawn = 0;
        for (int walker = 0; walker < Walkers; walker += blockWalkers)
        {
            int count = Math.Min(blockWalkers, Walkers - walker);
            float[] previous = new float[count * Size];
            for (int step = 0; step < steps; step += blockSteps)
            {
                int blockOf = Math.Min(blockSteps, steps - step);
                using FrameBlock coarse = FrameBlock.Rent(step, blockOf, walker, count, Sites);
                using FrameBlock atoms = FrameBlock.Rent(step, blockOf, walker, count, RandomModels.Atoms);
                for (int s = 0; s < blockOf; s++)
                    Coarse.AsSpan((((step + s) * Walkers) + walker) * Sites * 3, count * Sites * 3).CopyTo(coarse.Step(s));
                backmapper.Backmap(3, coarse, previous, atoms);
                redrawn += atoms.Redrawn;
                for (int s = 0; s < blockOf; s++)
                {
                    atoms.Step(s).CopyTo(frames.AsSpan((((step + s) * Walkers) + walker) * Size));
                    atoms.Energies.Slice(s * count, count).CopyTo(energies.AsSpan(((step + s) * Walkers) + walker));
                }
            }
        }

        return (frames, energies, redrawn);
    }

    private static ForceField Repulsion(int atoms) => new()
    {
        Masses = [.. Enumerable.Repeat(12.0, atoms)],
        NonbondedParticles = [.. Enumerable.Repeat(new NonbondedParticle(0, 0.2, 1), atoms)],
        NonbondedExceptions = [.. RandomModels.Topology.Bonds.Select(bond => new NonbondedException(new AtomPair(bond.Item1, bond.Item2), 0, 1, 0))],
    };
}
