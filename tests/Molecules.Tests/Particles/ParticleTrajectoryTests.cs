using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Molecules.Tests.Particles;

/// <summary>Sweeps and batches are the single trajectories, bit for bit.</summary>
public sealed class ParticleTrajectoryTests
{
    [Theory]
    [InlineData("harmonic")]
    [InlineData("lennard-jones-1d")]
    [InlineData("double-well")]
    [InlineData("rugged")]
    [InlineData("periodic-3")]
    [InlineData("sphere-8")]
    public void EachTrajectoryOfASweepIsTheSingleOne(string name)
    {
        ParticleSystem system = ParticleSystems.Named(name);
        int simulations = system.Particles == 1 ? 37 : 3;
        ParticleTrajectory[] sweep = ParticleSweep.Run(system, 5, RandomPurpose.TrainingSweep, simulations, verletSteps: 50, frames: 12);
        Assert.Equal(simulations, sweep.Length);
        double[] frame = new double[2 * system.CoordinateCount];
        for (int index = 0; index < simulations; index++)
        {
            ParticleVerlet single = new(system, ParticleSweep.Draw(system, 5, index, RandomPurpose.TrainingSweep), system.VerletTimestep);
            Assert.Equal(12, sweep[index].Count);
            for (int i = 0; i < 12; i++)
            {
                single.CopyFrame(frame);
                Assert.Equal(frame, sweep[index].Frame(i).ToArray());
                single.Advance(50);
            }
        }
    }

    [Fact]
    public void ThreadsDoNotMatter()
    {
        ParticleTrajectory[] one = ParticleSweep.Run(ParticleSystems.Rugged, 5, RandomPurpose.TrainingSweep, 70, 20, 30);
        ParticleTrajectory[] two = ParticleSweep.Run(ParticleSystems.Rugged, 5, RandomPurpose.TrainingSweep, 70, 20, 30, threads: 2);
        Assert.Equal(one.SelectMany(trajectory => trajectory.Frames), two.SelectMany(trajectory => trajectory.Frames));
    }

    [Fact]
    public void ABatchSaysWhatIsWrong()
    {
        ParticleState start = new(1, 1, [-1], [0]);
        ParticleVerletBatch batch = new(ParticleSystems.Harmonic, [start], 0.001);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.CopyFrame(1, new double[2]));
        Assert.Throws<ArgumentException>(() => batch.CopyFrame(0, new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Advance(-1));
        Assert.Throws<ArgumentException>(() => new ParticleVerletBatch(ParticleSystems.Harmonic, [start], -1));
        Assert.Throws<ArgumentException>(() => new ParticleVerletBatch(ParticleSystems.Harmonic, [start with { Positions = [] }], 0.1));
    }

    [Fact]
    public void ASweepCanBeEndedAndIsBounded()
    {
        using CancellationTokenSource ended = new();
        ended.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ParticleSweep.Run(ParticleSystems.Rugged, 5, RandomPurpose.TrainingSweep, 1, 1, 2, cancellation: ended.Token));
        LatentSim.Molecules.InvalidInputException error = Assert.Throws<LatentSim.Molecules.InvalidInputException>(
            () => ParticleSweep.Run(ParticleSystems.Periodic(3), 5, RandomPurpose.TrainingSweep, 1, 1, int.MaxValue));
        Assert.Contains("frames of 18 numbers", error.Message);
    }
}
