using LatentSim.Analysis;
using LatentSim.Molecules.Random;

namespace Analysis.Tests.Particles;

public sealed class ParticleMotionTests
{
    private const double Interval = 0.1;

    [Fact]
    public void FreeParticlesAreDisplacedBallistically()
    {
        double[] velocities = [1, -2, 0.5, 0, 3, -1];
        var displacement = new MeanSquareDisplacement(2, 3, 20);
        for (var t = 0; t < 100; t++) displacement.Add([.. velocities.Select(v => 5 + (v * t * Interval))]);
        var square = velocities.Sum(v => v * v) / 2;
        Assert.Equal(0, displacement.Values()[0]);
        Assert.All(Enumerable.Range(0, 21), lag => Assert.Equal(square * lag * lag * Interval * Interval, displacement.Values()[lag], 1e-9));
    }

    [Fact]
    public void RandomWalkersAreDisplacedInProportionToTime()
    {
        const int Walkers = 50;
        const int Steps = 4000;
        var random = new PhiloxStream(3, 0, 0, RandomPurpose.Start);
        var displacement = new MeanSquareDisplacement(Walkers, 3, 10);
        var positions = new double[3 * Walkers];
        for (var t = 0; t < Steps; t++)
        {
            displacement.Add(positions);
            for (var i = 0; i < positions.Length; i++) positions[i] += random.NextNormal();
        }

        // The relative variance at lag k is at most 4 k / (3 Steps x 3 Walkers) x 3 / 2: six standard deviations, false alarms below 1e-7.
        var values = displacement.Values();
        for (var lag = 1; lag <= 10; lag++)
            Assert.InRange(values[lag] / (3 * lag), 1 - (6 * Math.Sqrt(2.0 * lag / (3.0 * Walkers * Steps))), 1 + (6 * Math.Sqrt(2.0 * lag / (3.0 * Walkers * Steps))));
    }

    [Fact]
    public void LagsLongerThanTheTrajectoryHaveNoValue()
    {
        var displacement = new MeanSquareDisplacement(1, 1, 3);
        displacement.Add([1]);
        displacement.Add([3]);
        Assert.Equal([0, 4, double.NaN, double.NaN], displacement.Values());
        Assert.Throws<ArgumentException>(() => displacement.Add([1, 2]));
    }

    [Fact]
    public void VelocitiesOfAnOscillatorAreCorrelatedAsACosine()
    {
        // Over whole periods, and origins over whole periods: 200 frames a period, 40 periods and the longest lag.
        var omega = 2 * Math.PI / 200;
        var correlation = new VelocityAutocorrelation(1, 200);
        for (var t = 0; t < 8000 + 200; t++) correlation.Add([3 * Math.Sin(omega * t)]);
        var values = correlation.Values();
        Assert.Equal(1, values[0]);
        Assert.All(Enumerable.Range(0, 201), lag => Assert.Equal(Math.Cos(omega * lag), values[lag], 0.01));
    }

    [Fact]
    public void SpeedsAreCounted()
    {
        var speeds = new SpeedDistribution(3, 0.5, 10);
        speeds.Add([3, 0, 4, 0, 0, 0.6, double.NaN, 0, 0]);
        Assert.Equal(Math.Sqrt((25 + 0.36) / 2), speeds.RootMeanSquare, 1e-12);
        double[] expected = [0, 1, 0, 0, 0, 0, 0, 0, 0, 1];
        Assert.Equal(expected, speeds.Densities());
        Assert.Equal(0.75, speeds.Speeds[1]);
    }

    [Fact]
    public void DistributionsOfSpeedsDifferByWhatMustBeMoved()
    {
        var first = new SpeedDistribution(1, 1, 4);
        var second = new SpeedDistribution(1, 1, 4);
        first.Add([0.5, 1.5, 1.5, -2.5]);
        second.Add([0.5, 1.5]);
        Assert.Equal(0, first.DistanceFrom(first));
        Assert.Equal(0.25, first.DistanceFrom(second), 1e-12);
        Assert.Throws<ArgumentException>(() => first.DistanceFrom(new SpeedDistribution(1, 2, 4)));
    }
}
