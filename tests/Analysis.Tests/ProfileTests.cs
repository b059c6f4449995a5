using LatentSim.Analysis;

namespace Analysis.Tests;

public sealed class ProfileTests
{
    private static readonly HistogramAxis Axis = new(0, 4, 4);

    [Fact]
    public void ValuesFallIntoTheBinOfTheirInterval()
    {
        var axis = new HistogramAxis(-1, 1, 4);
        Assert.Equal([0, 0, 1, 3, 3, -1, -1, -1, -1], new[] { -1, -0.51, -0.5, 0.5, 1, 1.001, -1.001, double.NaN, double.PositiveInfinity }.Select(axis.BinOf));
        Assert.Equal([-0.75, -0.25, 0.25, 0.75], axis.Centers());
        Assert.Equal([0, 3, 0, -1], new[] { -Math.PI, Math.PI - 1e-9, 3 * Math.PI, double.NaN }.Select(HistogramAxis.Angle(4).BinOf));
        Assert.Equal(new HistogramAxis(-0.5, 9.5, 9), HistogramAxis.Over([[0, 9.0], [4]], 9));
        Assert.Throws<ArgumentException>(() => new HistogramAxis(1, 1, 4));
        Assert.Throws<ArgumentException>(() => new HistogramAxis(0, double.NaN, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistogramAxis(0, 1, 0));
    }

    [Fact]
    public void PlanesOfAnyRangeHaveMarginalsAndSurfaces()
    {
        var plane = new Histogram2D(new HistogramAxis(0, 2, 2), new HistogramAxis(-3, 0, 3));
        foreach (var (x, y) in new[] { (0.5, -2.5), (0.5, -2.5), (1.5, -0.5), (1.5, -1.5), (1.5, 7) }) plane.Add(x, y);
        Assert.Equal([2, 0, 0, 0, 1, 1], plane.Counts.ToArray());
        Assert.Equal((4, 1), (plane.Total, plane.Outside));
        Assert.Equal([2, 2], plane.Marginal(first: true).Counts.ToArray());
        Assert.Equal([2, 1, 1], plane.Marginal(first: false).Counts.ToArray());
        Assert.Equal(Math.Log(2), FreeEnergySurface.Of(plane)[1, 2], 12);
        Assert.Throws<ArgumentException>(() => plane.Add(new Histogram2D()));
        Assert.Throws<ArgumentException>(() => FreeEnergySurface.Of(plane).RootMeanSquaredError(FreeEnergySurface.Of(new Histogram2D(2, [1, 1, 1, 1]))));
    }

    [Fact]
    public void ErrorOfAProfileIsThatOfTheBestShift()
    {
        var reference = Profile(1000, 1000, 1000, 10);
        var other = Profile(100, 200, 400, 400);
        var differences = new[] { -Math.Log(100), -Math.Log(200), -Math.Log(400) };
        var mean = differences.Average();
        Assert.Equal(Math.Sqrt(differences.Average(d => (d - mean) * (d - mean))), other.RootMeanSquaredError(reference, ceiling: 4), 12);
        Assert.Equal(0, Profile(5, 5, 5, 0).RootMeanSquaredError(reference, ceiling: 4), 12);
        Assert.True(other.RootMeanSquaredError(reference) > 2);
        Assert.Equal(-Math.Log(2) / 4, Profile(1, 2, 2, 2).ShiftTo(Profile(4, 4, 4, 4)), 12);
    }

    [Fact]
    public void BinsThatWereNeverVisitedCountAsHalfACount()
    {
        // F = (0, ln 2000) against (0, 0): the best shift leaves half of the difference at either bin.
        var error = FreeEnergyProfile.Along(new Histogram1D(new HistogramAxis(0, 2, 2), [1000, 0]), [])
            .RootMeanSquaredError(FreeEnergyProfile.Along(new Histogram1D(new HistogramAxis(0, 2, 2), [7, 7]), []));
        Assert.Equal(Math.Log(2000) / 2, error, 12);
    }

    [Fact]
    public void PopulationsWeighBins()
    {
        // Differences 0 and ln 3 at weights 3/4 and 1/4: a variance of 3/16 ln(3)^2.
        var axis = new HistogramAxis(0, 2, 2);
        var error = FreeEnergyProfile.Along(new Histogram1D(axis, [5, 5]), []).RootMeanSquaredError(FreeEnergyProfile.Along(new Histogram1D(axis, [9, 3]), []), weight: BinWeight.Population);
        Assert.Equal(Math.Log(3) * Math.Sqrt(3.0 / 16), error, 12);
    }

    [Fact]
    public void ProfileOfAHarmonicProcessIsItsPotentialWithinItsErrors()
    {
        // F = x^2 / 2. Over many seeds the outermost bin deviates by 0.033 kT and is biased by 0.02 (bins are wide): five deviations (6e-7) and the bias.
        var x = Noise.OrnsteinUhlenbeck(5, 0.9, 200_000);
        var axis = new HistogramAxis(-2, 2, 13);
        var profile = FreeEnergyProfile.Along([x], axis);
        var exact = axis.Centers().Select(c => c * c / 2).ToArray();
        for (var i = 0; i < axis.Bins; i++) Assert.InRange(profile.Values[i] - profile.Values[6], exact[i] - 0.19, exact[i] + 0.19);
        Assert.All(profile.StandardErrors, error => Assert.InRange(error, 0.001, 0.08));
        Assert.Equal(profile.Values, FreeEnergyProfile.Along([x[..77_777], x[77_777..]], axis).Values);
    }

    [Fact]
    public void BlocksAreEqualPartsOfTheTrajectoriesLaidEndToEnd()
    {
        var one = SampleBlocks.Cut([Enumerable.Range(0, 10).ToArray()], 5);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], one.SelectMany(block => block.Single().ToArray()));
        Assert.All(one, block => Assert.Equal(2, block[0].Length));

        var many = SampleBlocks.Cut([[0, 0], [1, 1], [2, 2], [3, 3]], 2);
        Assert.Equal([0, 0, 1, 1], many[0].SelectMany(segment => segment.ToArray()));
        Assert.Equal(2, many[1].Count);

        var frames = SampleBlocks.Cut([[0, 1, 2, 3, 4, 5], [6, 7]], 2, dimension: 2);
        Assert.Equal([0, 1, 2, 3], frames[0].Single().ToArray());
        Assert.Equal([[4, 5], [6, 7]], frames[1].Select(segment => segment.ToArray()));
        Assert.Equal(3, SampleBlocks.Cut([[1.0, 2, 3]], 5).Count);
        Assert.Throws<ArgumentException>(() => SampleBlocks.Cut([new int[3]], 5, dimension: 2));
    }

    [Fact]
    public void MomentsHaveTheErrorsOfContiguousBlocks()
    {
        // Squared errors are chi-squared with 4 degrees of freedom, so their means over 200 series deviate by 5 %: five allowed (6e-7). The deviation's exact error is
        // sqrt((1 + a^2) / (1 - a^2) / 2n).
        const double A = 0.8;
        const int Length = 4000;
        var (meanError, deviationError) = (0.0, 0.0);
        for (var seed = 0; seed < 200; seed++)
        {
            var moments = new BlockedMoments();
            foreach (var x in Noise.OrnsteinUhlenbeck(seed, A, Length)) moments.Add(x);
            meanError += Math.Pow(moments.Mean().StandardError!.Value, 2) / 200;
            deviationError += Math.Pow(moments.StandardDeviation().StandardError!.Value, 2) / 200;
        }

        Assert.InRange(meanError / ((1 + A) / (1 - A) / Length), 0.75, 1.25);
        Assert.InRange(deviationError / ((1 + A * A) / (1 - A * A) / (2 * Length)), 0.7, 1.3);
        Assert.Null(new BlockedMoments().Mean().Value);
    }

    [Fact]
    public void MomentsOfAShortStreamAreExact()
    {
        var moments = new BlockedMoments();
        foreach (var x in new[] { 1.0, 2, 3, 6 }) moments.Add(x);
        Assert.Equal(3, moments.Mean().Value!.Value, 12);
        Assert.Equal(Math.Sqrt(3.5), moments.StandardDeviation().Value!.Value, 12);
        Assert.Throws<ArgumentException>(() => moments.Add(double.NaN));
    }

    private static FreeEnergyProfile Profile(params long[] counts) => FreeEnergyProfile.Along(new Histogram1D(Axis, counts), []);
}
