using LatentSim.Models.Integrators;
using LatentSim.Models.Training;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;
using Models.Tests.Integrators;

namespace Models.Tests.Training;

/// <summary>What the published integrator is trained on: frames of a sweep, their scaling and their windows.</summary>
public sealed class SweepDataTests
{
    [Fact]
    public void FramesAreVerletsDeltaRApart()
    {
        IntegratorData data = new(RandomLstm.Fluid(3), 0.1, Simulations: 4, Duration: 0.5, Seed: 9);
        double[] frames = SweepFrames.Of(data, 2);
        Assert.Equal(6 * 18, frames.Length);
        ParticleVerlet verlet = new(data.System, ParticleSweep.Draw(data.System, 9, 2, RandomPurpose.TrainingSweep), 0.001);
        double[] frame = new double[18];
        for (int i = 0; i < 6; i++)
        {
            verlet.CopyFrame(frame);
            ParticleBox.Wrap(data.System, frame.AsSpan(0, 9));
            Assert.Equal(frame, frames[(18 * i)..(18 * (i + 1))]);
            verlet.Advance(100);
        }
    }

    [Fact]
    public void PositionsInAPeriodicBoxAreWrapped()
    {
        ParticleSystem system = RandomLstm.Fluid(1);
        IntegratorData data = new(system, 1, Simulations: 1, Duration: 10, Seed: 1);
        double[] frames = SweepFrames.Of(data, new ParticleState(1, 1, [0, 0, 0], [1, 0, 0]));
        Assert.Equal([0, 1, 2], frames.Where((_, i) => i % 6 == 0).Take(3).Select(x => Math.Round(x)));
        Assert.Equal(-2, frames[4 * 6], 1e-9);
    }

    [Fact]
    public void ScalingFillsTheUnitIntervalAndGoesBack()
    {
        double[][] trajectories = [[-4, 7, 2, 7], [0, 7, 6, 7]];
        FeatureScaling scaling = FeatureScaling.Of(trajectories, 2);
        float[,] scaled = scaling.Apply(trajectories);
        Assert.Equal([0f, 0, 0.6f, 0, 0.4f, 0, 1, 0], Rows.Span(scaled).ToArray());
        double[] back = [.. Rows.Span(scaled).ToArray().Select((x, i) => scaling.Minimum[i % 2] + (x * scaling.Range[i % 2]))];
        Assert.All(back.Zip(trajectories.SelectMany(x => x)), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void WindowsOverlapAllButOneFrameAndKeepToTheirTrajectory()
    {
        FrameWindows windows = FrameWindows.Split([10, 3, 7], 4, 0.2, 5);
        long[] all = [.. windows.Training.Concat(windows.Validation).Order()];
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 13, 14, 15, 16], all);
        Assert.Equal(2, windows.Validation.Length);
        Assert.NotEqual(windows.Training.Order(), windows.Training);
        Assert.Throws<ArgumentException>(() => FrameWindows.Split([3, 4], 4, 0.2, 5));
    }
}
