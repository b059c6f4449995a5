using LatentSim.Analysis;

namespace Analysis.Tests;

public sealed class DistributionTests
{
    [Fact]
    public void AnglesFallIntoTheBinThatPeriodicityGivesThem()
    {
        var histogram = new Histogram2D(4);
        histogram.Add(-Math.PI, 3 * Math.PI);
        histogram.Add(Math.PI, Math.PI - 1e-9);
        histogram.Add(0.1, -0.1 - 4 * Math.PI);
        Assert.Equal(1, histogram[0, 0]);
        Assert.Equal(1, histogram[0, 3]);
        Assert.Equal(1, histogram[2, 1]);
        Assert.Equal(3, histogram.Total);
    }

    [Fact]
    public void FreeEnergyIsMinusTheLogarithmOfCountsWithEmptyBinsAtHalfACount()
    {
        var surface = FreeEnergySurface.Of(new Histogram2D(2, [100, 10, 1, 0]));
        Assert.Equal([0, Math.Log(10), Math.Log(100), Math.Log(200)], surface.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void ErrorOfASurfaceCountsOnlyBinsBelowTheCeiling()
    {
        var reference = FreeEnergySurface.Of(new Histogram2D(2, [1000, 100, 100, 1]));
        var other = FreeEnergySurface.Of(new Histogram2D(2, [1000, 200, 0, 900]));
        var expected = Math.Sqrt((Math.Pow(Math.Log(2), 2) + Math.Pow(Math.Log(200), 2)) / 3);
        Assert.Equal(expected, other.RootMeanSquaredError(reference), 12);
        Assert.Equal(0, reference.RootMeanSquaredError(reference));
    }

    [Fact]
    public void JensenShannonDivergenceOfKnownDistributions()
    {
        Assert.Equal(Math.Log(2), DistributionDistance.JensenShannon([1, 0], [0, 5]), 12);
        Assert.Equal(0, DistributionDistance.JensenShannon([1, 3], [2, 6]), 12);
        var expected = 0.5 * (0.5 * Math.Log(0.5 / 0.75) + 0.5 * Math.Log(0.5 / 0.25)) + 0.5 * Math.Log(1 / 0.75);
        Assert.Equal(expected, DistributionDistance.JensenShannon([1, 1], [1, 0]), 12);
        Assert.Throws<ArgumentException>(() => DistributionDistance.JensenShannon([0, 0], [1, 0]));
    }

    [Fact]
    public void KolmogorovSmirnovDistanceByHand()
    {
        Assert.Equal(0.5, DistributionDistance.KolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6]), 12);
        Assert.Equal(1.0 / 3, DistributionDistance.KolmogorovSmirnov([3, 1, 2], [2, 4, 3]), 12);
        Assert.Equal(0, DistributionDistance.KolmogorovSmirnov([1, 1, 2, 2], [1, 2]), 12);
        Assert.Equal(1, DistributionDistance.KolmogorovSmirnov([1], [2, 3]), 12);
        Assert.Throws<ArgumentException>(() => DistributionDistance.KolmogorovSmirnov([], [1]));
        Assert.Throws<ArgumentException>(() => DistributionDistance.KolmogorovSmirnov([double.NaN], [1]));
    }

    [Fact]
    public void WassersteinDistanceByHand()
    {
        Assert.Equal(1.5, DistributionDistance.Wasserstein([0, 1, 5], [6.5, 2.5, 1.5]), 12);
        Assert.Equal(0.5, DistributionDistance.Wasserstein([0], [0, 1]), 12);
    }

    [Fact]
    public void BlockErrorsAreThoseOfTheMeanOfACorrelatedSeries()
    {
        // The squared error is chi-squared with 4 degrees of freedom: its mean over 400 series deviates by 3.5 %; 5 of them are allowed (false alarms: 1e-6).
        const double A = 0.8;
        const int Length = 2000;
        var exact = (1 + A) / (1 - A) / Length;
        var mean = Enumerable.Range(0, 400).Average(seed => Math.Pow(BlockAverage.OfSeries(Noise.OrnsteinUhlenbeck(seed, A, Length)).StandardError!.Value, 2));
        Assert.InRange(mean / exact, 0.82, 1.18);
    }

    [Fact]
    public void BlocksAreContiguousAndEqual()
    {
        var average = BlockAverage.OfSeries([1, 1, 2, 2, 9], 2);
        Assert.Equal([1, 2], average.Blocks);
        Assert.Equal(0.5, average.StandardError!.Value, 12);
        Assert.Null(BlockAverage.Of([3]).StandardError);
        Assert.Throws<ArgumentException>(() => BlockAverage.OfSeries([1], 2));
    }

    [Fact]
    public void LengthsKeepTheirQuantilesAndTails()
    {
        var (first, second) = (new DistanceHistogram(), new DistanceHistogram());
        for (var i = 0; i < 10_000; i++)
        {
            first.Add(0.2 + i * 1e-5);
            second.Add(0.21 + i * 1e-5);
        }

        Assert.Equal(0.20001, first.Quantile(1e-4), 4);
        Assert.Equal(0.25, first.Quantile(0.5), 4);
        Assert.Equal(0.1, first.FractionBelow(0.21), 3);
        Assert.Equal(0.1, first.KolmogorovSmirnov(second), 3);
        Assert.Equal(0.25, first.Mean, 4);
        Assert.Equal(0.1 / Math.Sqrt(12), first.StandardDeviation, 4);
        Assert.Equal(0, first.FractionBelow(0));
        Assert.Equal(1, first.FractionBelow(99));
        first.Add(1e9);
        Assert.Equal(10_001, first.Total);
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Add(-1));
    }

    [Fact]
    public void StandardErrorsOfAFreeEnergyNeedCountsInEveryBlock()
    {
        var errors = FreeEnergySurface.StandardErrors([new Histogram2D(2, [10, 10, 20, 0]), new Histogram2D(2, [10, 10, 10, 10])]);
        Assert.Equal(0, errors[0], 12);
        Assert.Equal(Math.Log(2) / 2, errors[2], 12);
        Assert.True(double.IsNaN(errors[3]));
    }

    [Fact]
    public void ProfilesAreMarginalsAndTheirErrorsIgnoreConstants()
    {
        // The second block holds twice the counts of the first everywhere: the same profile, so no error.
        var profile = FreeEnergyProfile.Of(new Histogram2D(2, [3, 6, 0, 90]), [new Histogram2D(2, [1, 2, 0, 30]), new Histogram2D(2, [2, 4, 0, 60])], first: true);
        Assert.Equal([Math.Log(10), 0], profile.Values, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(profile.StandardErrors, error => Assert.Equal(0, error, 12));
    }
}
