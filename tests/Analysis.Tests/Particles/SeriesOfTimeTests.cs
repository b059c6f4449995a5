using LatentSim.Analysis;
using LatentSim.Molecules.Random;

namespace Analysis.Tests.Particles;

public sealed class SeriesOfTimeTests
{
    [Fact]
    public void SlopeIsFoundUnderAnOscillation()
    {
        var drift = new LinearDrift(1000);
        for (var i = 0; i <= 100_000; i++) drift.Add(i * 0.01, 2 - (3e-6 * i * 0.01) + (1e-3 * Math.Sin(2 * i * 0.01)));
        var slope = drift.Slope();
        Assert.Equal(-3e-6, slope.Value, 1e-7);
        Assert.InRange(slope.StandardError, 1e-10, 1e-7);
        Assert.False(slope.IsConsistentWithZero);
        Assert.Equal(20, slope.Blocks);
    }

    [Fact]
    public void OscillationAloneDoesNotDrift()
    {
        var drift = new LinearDrift(1000);
        for (var i = 0; i <= 100_000; i++) drift.Add(i * 0.01, 1e-3 * Math.Sin(2 * i * 0.01));
        Assert.True(drift.Slope().IsConsistentWithZero);
    }

    // 400 series of white noise: one in twenty is said to drift. Beyond 20 +- 22, which is 5 binomial standard deviations, a false alarm is rarer than 1e-6.
    [Fact]
    public void OneSeriesOfNoiseInTwentyIsSaidToDrift()
    {
        var drifting = 0;
        for (var series = 0; series < 400; series++)
        {
            var random = new PhiloxStream(4, series, 0, RandomPurpose.Start);
            var drift = new LinearDrift(1);
            for (var i = 0; i < 400; i++) drift.Add(i / 400.0, random.NextNormal());
            if (!drift.Slope().IsConsistentWithZero) drifting++;
        }

        Assert.InRange(drifting, 1, 42);
    }

    [Fact]
    public void ConstantsAndRoundingDoNotDrift()
    {
        var drift = new LinearDrift(10);
        for (var i = 0; i < 100; i++) drift.Add(0.1 * i, 1e-14 * i);
        Assert.True(drift.Slope().IsConsistentWithZero);
    }

    [Fact]
    public void WhatIsNotANumberDrifts()
    {
        var drift = new LinearDrift(10);
        for (var i = 0; i < 100; i++) drift.Add(0.1 * i, i > 50 ? double.NaN : 0);
        Assert.False(drift.Slope().IsConsistentWithZero);
        Assert.Equal(0, new LinearDrift(1).Slope().Blocks);
    }

    [Fact]
    public void EvenBinsHoldMeansAndLargestMagnitudes()
    {
        var bins = TimeBins.Even(10, 5);
        bins.Add(0, 1);
        bins.Add(1.9, -3);
        bins.Add(2, 5);
        bins.Add(10, 7);
        TimeBin[] expected = [new(1, -1, 3), new(3, 5, 5), new(9, 7, 7)];
        Assert.Equal(expected, bins.Bins());
    }

    [Fact]
    public void LogarithmicBinsGrowAndKeepWhatIsEarly()
    {
        var bins = TimeBins.Logarithmic(1, 10_000, 4);
        foreach (var time in new[] { 0.5, 5, 50, 500, 5000 }) bins.Add(time, time);
        Assert.Equal([2.75, 50, 500, 5000], bins.Bins().Select(bin => bin.Mean));
        Assert.Equal([5.5, 55, 550, 5500], bins.Bins().Select(bin => Math.Round(bin.Time, 9)));
        bins.Add(5000, double.NaN);
        Assert.True(double.IsNaN(bins.Bins()[3].Largest));
    }
}
