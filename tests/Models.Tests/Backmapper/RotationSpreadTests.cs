using LatentSim.Models.Backmapper;
using LatentSim.Models.Backmapper.Voxel;
using LatentSim.Models.Stages;
using Models.Tests.Backmapper.Voxel;

namespace Models.Tests.Backmapper;

public sealed class RotationSpreadTests
{
    private static readonly float[] Previous = RandomModels.Frames(31, 4, 0.02);
    private static readonly float[] Coarse = RandomModels.CoarseOf(RandomModels.Frames(32, 4, 0.02));

    [Fact]
    public void InternalCoordinatesHaveNone()
    {
        RotationSpread spread = RotationSpread.Measure(new FlowBackmapper(RandomModels.FlowBackmapper()), Coarse, Previous, 1, 10);
        Assert.InRange(spread.Largest, 0, 2e-4);
        Assert.InRange(spread.Mean, 0, spread.Largest);
    }

    [Fact]
    public void AGridOfRandomWeightsHasSome()
    {
        RotationSpread spread = RotationSpread.Measure(new VoxelBackmapper(RandomVoxels.Weights()), Coarse, Previous, 1, 10);
        Assert.InRange(spread.Mean, 1e-3, 1);
        Assert.InRange(spread.Largest, spread.Mean, 1);
    }

    // The shift stays where it was while the frame turns, so that they are a chord of a sphere apart: 4/3 on the mean with a deviation of sqrt(2)/3. Five
    // standard errors: a false alarm in 1.7 million seeds.
    [Fact]
    public void AShiftThatDoesNotTurnWithTheFrameHasThatOfAChord()
    {
        const int Rotations = 2000;
        RotationSpread spread = RotationSpread.Measure(new Shift(0.3f), Coarse, Previous, 5, Rotations);
        Assert.Equal(0.3 * 4 / 3, spread.Mean, 0.3 * 5 * Math.Sqrt(2) / 3 / Math.Sqrt(Rotations));
        Assert.InRange(spread.Largest, 0.59, 0.6001);
    }

    [Fact]
    public void FramesThatDoNotBelongTogetherAreRefused()
    {
        Assert.Throws<ArgumentException>(() => RotationSpread.Measure(new Shift(1), Coarse, Previous[3..], 1, 1));
        Assert.Throws<ArgumentException>(() => RotationSpread.Measure(new Shift(1), [], [], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RotationSpread.Measure(new Shift(1), Coarse, Previous, 1, 0));
    }

    /// <summary>The previous atoms, moved along x.</summary>
    private sealed class Shift(float distance) : IBackmapper
    {
        public int Sites => RandomModels.CoarseAtoms.Length;

        public int Atoms => RandomModels.Atoms;

        public void Backmap(ulong seed, FrameBlock coarse, Span<float> previous, FrameBlock atoms)
        {
            for (int i = 0; i < previous.Length; i++)
                atoms.Values[i] = previous[i] + (i % 3 == 0 ? distance : 0);
        }
    }
}
