using LatentSim.Models.Training;
using LatentSim.Molecules.ForceFields;

namespace Models.Tests.Training.Voxel;

public sealed class VoxelScheduleTests
{
    private static readonly VoxelBackmapperOptions Options = new()
    {
        Steps = 1000, LearningRate = 0.1, Energy = new ForceField { Masses = [1] }, EnergyStart = 200, EnergyAnneal = 400,
        Weights = new VoxelLossWeights { FirstEnergy = 1e-6, LastEnergy = 1, Divergence = 2 },
    };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(199.9, 0)]
    [InlineData(200, 1e-6)]
    [InlineData(400, 1e-3)]
    [InlineData(600, 1)]
    [InlineData(1000, 1)]
    public void TheEnergysWeightGrowsExponentially(double step, double expected) =>
        Assert.Equal(expected, new VoxelSchedule(Options).Energy(step), 1e-9);

    [Fact]
    public void ThereIsNoEnergyWithoutAForceFieldOrAWeight()
    {
        Assert.Equal(0, new VoxelSchedule(Options with { Energy = null }).Energy(700));
        Assert.Equal(0, new VoxelSchedule(Options with { Weights = Options.Weights with { LastEnergy = 0 } }).Energy(700));
    }

    [Fact]
    public void TheDivergencesWeightGrowsAnewInEachCycle()
    {
        VoxelSchedule schedule = new(Options with { DivergenceCycles = 4, DivergenceCentre = 0.25, DivergenceWidth = 0.05 });
        foreach (double start in (double[])[0, 250, 500, 750])
        {
            Assert.Equal(2 / (1 + Math.Exp(5)), schedule.Divergence(start), 1e-9);
            Assert.Equal(1, schedule.Divergence(start + 62.5), 1e-9);
            Assert.Equal(2, schedule.Divergence(start + 249.9), 1e-4);
        }

        Assert.Equal(2, schedule.Divergence(1000));
        Assert.Equal(2, new VoxelSchedule(Options with { DivergenceCycles = 0 }).Divergence(0));
    }

    [Fact]
    public void TheLearningRateIsConstantOrACosine()
    {
        Assert.Equal(0.1, new VoxelSchedule(Options).LearningRate(900));
        VoxelSchedule cosine = new(Options with { Schedule = LearningRateSchedule.Cosine });
        Assert.Equal(0.1, cosine.LearningRate(0), 1e-12);
        Assert.Equal(0.05, cosine.LearningRate(500), 1e-12);
        Assert.Equal(0, cosine.LearningRate(1000), 1e-12);
    }

    [Fact]
    public void StepsCountWhereTimeDoesNot()
    {
        TrainingPosition position = new(steps: 3, minutes: 0);
        position.Advance();
        Assert.Equal(1, position.Present);
        position.Advance();
        position.Advance();
        Assert.True(position.IsOver);
        Assert.Equal(3, position.Present);
    }

    [Fact]
    public void TimeEndsTrainingBeforeItsStepsDo()
    {
        TrainingPosition position = new(steps: long.MaxValue, minutes: 1e-6);
        SpinWait.SpinUntil(() => position.IsOver, TimeSpan.FromSeconds(10));
        Assert.True(position.IsOver);
    }
}
