using LatentSim.Engine.Experiments;
using LatentSim.Molecules.Particles;

namespace Engine.Tests.Experiments;

/// <summary>True, one-step and free-running trajectories, and how far they are from each other.</summary>
public sealed class TrajectoryTests
{
    private const double Timestep = 0.1;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void AnExactIntegratorHasNoErrorEitherWay(int window)
    {
        (PositionErrors oneStep, PositionErrors free) = Errors(new VerletInside(TestSystems.Oscillator, Timestep, window), 20);
        Assert.InRange(oneStep.Largest, 0, 1e-12);
        Assert.InRange(free.Largest, 0, 1e-11);
        Assert.Null(free.DivergedAt);
        Assert.Equal(100, free.Series.Count, 5.0);
    }

    [Fact]
    public void AnErrorOfOneStepStaysWhatItIsAndGrowsWhenRunningFree()
    {
        const double Offset = 1e-3;
        (PositionErrors oneStep, PositionErrors free) = Errors(new VerletInside(TestSystems.Oscillator, Timestep, 3, frame => frame[0] += Offset), 20);
        Assert.Equal(Offset, oneStep.Mean, 1e-9);
        Assert.Equal(Offset, oneStep.AtEnd, 1e-9);

        // Moving x every step turns the motion about a point that lies Offset / Timestep away in v: so far x errs, a quarter of a period on.
        Assert.InRange(free.Largest, 0.95 * Offset / Timestep, 1.1 * Offset / Timestep);
    }

    [Fact]
    public void FramesThatVerletMadeAreNotTheIntegrators()
    {
        var free = new FreeRunningTrajectory(TestSystems.Oscillator, TestSystems.AtRest, new VerletInside(TestSystems.Oscillator, Timestep, 4), Timestep);
        var own = new List<bool>();
        for (int i = 0; i < 6; i++)
        {
            own.Add(free.IsOwn);
            free.Advance();
        }

        Assert.Equal([false, false, false, false, true, true], own);
        Assert.Equal(6, free.Index);
        Assert.Equal(-2 * Math.Cos(0.6), free.Frame[0], 1e-6);
    }

    [Fact]
    public void OneThatIsNoLongerFiniteIsReportedWithWhenItWas()
    {
        int steps = 0;
        var integrator = new VerletInside(TestSystems.Oscillator, Timestep, 1, frame => frame[0] = ++steps == 50 ? double.NaN : frame[0]);
        VerletTrajectory truth = VerletTrajectory.Truth(TestSystems.Oscillator, TestSystems.AtRest, Timestep);
        PositionErrors errors = PositionErrorMeasurement.Measure(
            TestSystems.Oscillator, truth, [new FreeRunningTrajectory(TestSystems.Oscillator, TestSystems.AtRest, integrator, Timestep)], 20, default)[0];
        Assert.Equal(5, errors.DivergedAt!.Value, 1e-9);
        Assert.Equal(double.PositiveInfinity, errors.Mean);
        Assert.All(errors.Series, bin => Assert.InRange(bin.Mean, 0, 1e-9));
    }

    [Fact]
    public void VerletErrsInProportionToTheSquareOfItsTimestep()
    {
        double[] errors = [.. new[] { 0.01, 0.02 }.Select(timestep => PositionErrorMeasurement.Measure(
            TestSystems.Oscillator, VerletTrajectory.Truth(TestSystems.Oscillator, TestSystems.AtRest, Timestep),
            [new VerletTrajectory(TestSystems.Oscillator, TestSystems.AtRest, timestep, Timestep)], 50, default)[0].AtEnd)];
        Assert.Equal(4 * (1 - (1.0 / 400)) / (1 - (1.0 / 100)), errors[1] / errors[0], 0.05);
    }

    [Fact]
    public void DistancesAreMeansOverParticlesToTheNearestImage()
    {
        double[] first = [0, 0, 0, 2.9, 0, 0, 1, 1, 1, .. new double[9]];
        double[] second = [0.3, 0.4, 0, -2.9, 0, 0, 1, 1, 7, .. Enumerable.Repeat(5.0, 9)];
        Assert.Equal((0.5 + 0.2 + 0) / 3, PositionDistance.Of(TestSystems.Fluid, first, second), 1e-12);
        ParticleSystem sphere = TestSystems.Fluid with { Boundary = ParticleBoundary.Sphere };
        Assert.Equal((0.5 + 5.8 + 6) / 3, PositionDistance.Of(sphere, first, second), 1e-12);
    }

    [Fact]
    public void IntervalsAreWholeMultiplesOfTimesteps()
    {
        Assert.Throws<ArgumentException>(() => new VerletTrajectory(TestSystems.Oscillator, TestSystems.AtRest, 0.003, 0.1));
        Assert.False(TimestepCheck.IsMultiple(0.0005, 0.001));
        Assert.Equal(4000, TimestepCheck.Multiple(4, 0.001));
        Assert.Equal(10, TimestepCheck.Frames(1, 0.1));
    }

    [Fact]
    public void OrderedErrorsGiveMedianAndPercentile()
    {
        SweepErrors errors = SweepErrors.Of(Enumerable.Range(1, 40).Select(i => 0.1 * i).Append(double.PositiveInfinity));
        Assert.Equal((41, double.PositiveInfinity), (errors.Trajectories, errors.Mean));
        Assert.Equal(2.1, errors.Median, 1e-12);
        Assert.Equal(3.9, errors.Percentile95, 1e-12);
        Assert.True(double.IsNaN(SweepErrors.Of([]).Median));
    }

    private static (PositionErrors OneStep, PositionErrors Free) Errors(VerletInside integrator, double duration)
    {
        VerletTrajectory truth = VerletTrajectory.Truth(TestSystems.Oscillator, TestSystems.AtRest, Timestep);
        PositionErrors[] errors = PositionErrorMeasurement.Measure(
            TestSystems.Oscillator, truth,
            [new OneStepTrajectory(truth, TestSystems.AtRest, integrator), new FreeRunningTrajectory(TestSystems.Oscillator, TestSystems.AtRest, integrator, Timestep)], duration, default);
        return (errors[0], errors[1]);
    }
}
