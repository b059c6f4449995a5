using LatentSim.Models.Backmapper;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.ForceFields;

namespace Models.Tests.Backmapper.Voxel;

public sealed class CodeRedrawTests
{
    private const int Walkers = 12;
    private const int Size = 3 * RandomModels.Atoms;
    private static readonly VoxelBackmapperWeights Weights = RandomVoxels.Weights();
    private static readonly ForceFieldPotential Potential = new(Repulsion(RandomModels.Atoms));
    private static readonly float[] Coarse = RandomModels.CoarseOf(RandomModels.Frames(7, Walkers));

    [Fact]
    public void FramesAboveTheLimitAreDrawnAgainAndOthersAreNotTouched()
    {
        (float[] every, double[] before, int none) = Backmap(null, Walkers);
        double limit = before.Order().ElementAt(Walkers / 2);
        (float[] kept, double[] after, int redrawn) = Backmap(limit, Walkers);
        Assert.Equal(0, none);
        Assert.Equal(before.Count(energy => energy > limit), redrawn);
        Assert.True(after.Count(energy => energy > limit) < redrawn);
        for (int i = 0; i < Walkers; i++)
        {
            Assert.True(after[i] <= before[i]);
            if (before[i] <= limit)
                Assert.Equal(every[(i * Size)..((i + 1) * Size)], kept[(i * Size)..((i + 1) * Size)]);
        }
    }

    [Fact]
    public void AWalkerDoesNotDependOnItsNeighbours() => Assert.Equal(Backmap(-1e9, Walkers).Frames, Backmap(-1e9, 5).Frames);

    [Fact]
    public void AForceFieldOfAnotherMoleculeIsRefused() =>
        Assert.Throws<ArgumentException>(() => Weights.CreateBackmapper(new EnergyLimit(new ForceFieldPotential(Repulsion(4)), 0)));

    private static (float[] Frames, double[] Energies, int Redrawn) Backmap(double? limit, int together)
    {
        IBackmapper backmapper = Weights.CreateBackmapper(limit is { } most ? new EnergyLimit(Potential, most) : null);
        float[] frames = new float[Walkers * Size];
        int redrawn = 0;
        for (int walker = 0; walker < Walkers; walker += together)
        {
            int count = Math.Min(together, Walkers - walker);
            using FrameBlock coarse = FrameBlock.Rent(0, 1, walker, count, backmapper.Sites);
            using FrameBlock atoms = FrameBlock.Rent(0, 1, walker, count, backmapper.Atoms);
            Coarse.AsSpan(walker * backmapper.Sites * 3, coarse.Values.Length).CopyTo(coarse.Values);
            backmapper.Backmap(3, coarse, frames.AsSpan(walker * Size, count * Size), atoms);
            redrawn += atoms.Redrawn;
        }

        FrameEnergy energy = new(Potential);
        return (frames, [.. frames.Chunk(Size).Select(frame => energy.Of(frame))], redrawn);
    }

    private static ForceField Repulsion(int atoms) => new()
    {
        Masses = [.. Enumerable.Repeat(12.0, atoms)],
        NonbondedParticles = [.. Enumerable.Repeat(new NonbondedParticle(0, 0.2, 1), atoms)],
    };
}
