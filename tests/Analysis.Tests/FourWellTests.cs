using LatentSim.Analysis;

namespace Analysis.Tests;

/// <summary>Estimators against the exact answers of the four-well chain: the first part with exact counts, the second with one fixed path of 2e6 steps.</summary>
public sealed class FourWellTests
{
    private static readonly int[] Bins = FourWellChain.Path(1, 2_000_000);

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void TimescalesOfExactCountsAreTheExactOnes(int lag)
    {
        var model = new ReversibleMarkovEstimator().Fit(FourWellChain.ExactCounts(lag), lag);
        Assert.Equal(FourWellChain.Timescales, model.ImpliedTimescales(3), (a, b) => Math.Abs(a - b) < 0.1);
        for (var i = 0; i < FourWellChain.Bins; i++) Assert.Equal(FourWellChain.Stationary[i], model.StationaryDistribution[i], 1e-9);
    }

    [Fact]
    public void TimescalesOfAPathAreTheExactOnesWithinTheirErrors()
    {
        // Within four and a half standard errors of theory (7e-6 each); the error bars themselves lie between a fifth and three times theory (chi-squared with
        // 4 degrees of freedom: 1e-3 below).
        var lags = new ImpliedTimescales { BootstrapSamples = 15 }.Fit([Bins], FourWellChain.Bins, [100], 1);
        Assert.Equal([100.0], lags.Select(l => l.LagTime));
        foreach (var (lag, timescales) in lags.Select(l => ((int)l.LagTime, l.Timescales)))
        {
            for (var k = 0; k < 3; k++)
            {
                var (exact, t) = (FourWellChain.Timescales[k], timescales[k]);
                var theory = FourWellChain.Error(k, lag, Bins.Length);
                Assert.InRange(t.StandardError!.Value, theory / 5, 3 * theory);
                Assert.InRange(t.BootstrapError!.Value, theory / 3, 3 * theory);
                Assert.InRange(t.Value!.Value, exact - 4.5 * theory, exact + 4.5 * theory);
            }
        }
    }

    [Fact]
    public void PassageTimesBetweenCoresAreThoseOfTheLinearEquations()
    {
        // Cores: the outermost wells, bins up to 15 and from 84. A passage starts where a core is entered, at its inner edge.
        var (a, b) = (new Core(double.NegativeInfinity, 15), new Core(84, double.PositiveInfinity));
        var transitions = CoreTransitions.Of([Array.ConvertAll(Bins, i => (double)i)], a, b, 1);
        AssertPassage(FourWellChain.MeanFirstPassageTimes(i => i >= 84)[15], transitions.FromAToB);
        AssertPassage(FourWellChain.MeanFirstPassageTimes(i => i <= 15)[84], transitions.FromBToA);

        static void AssertPassage(double exact, CorePassage passage)
        {
            // Waiting times are nearly exponential: four standard errors of 1/sqrt(n) (6e-5).
            Assert.InRange(passage.Transitions, 30, 1000);
            Assert.InRange(passage.MeanFirstPassageTime!.Value, exact * (1 - 4 / Math.Sqrt(passage.Transitions)), exact * (1 + 4 / Math.Sqrt(passage.Transitions)));
            Assert.InRange(passage.MeanDwell!.Value / passage.MeanFirstPassageTime.Value, 0.8, 1.2);
            Assert.InRange(passage.MeanDwellError!.Value / passage.MeanFirstPassageTimeError!.Value, 0.6, 1.6);
        }
    }

    [Fact]
    public void SlowestComponentOfPolynomialsOfThePositionHasTheExactTimescale()
    {
        // Nine polynomials reach the two slowest processes within 3 %, from below; sampling errors are those of counting, four and a half of them allowed (7e-6).
        var covariance = new LaggedCovariance(9, 10);
        var features = new double[9];
        for (var t = 0; t < Bins.Length; t += 10)
        {
            for (var p = 0; p < 9; p++) features[p] = Math.Cos((p + 1) * Math.Acos(FourWellChain.Positions[Bins[t]]));
            covariance.Add(features);
        }

        var times = new Tica { Spacing = 10 }.Fit(covariance).ImpliedTimescales();
        for (var k = 0; k < 2; k++)
        {
            var (exact, error) = (FourWellChain.Timescales[k], FourWellChain.Error(k, 100, Bins.Length));
            Assert.InRange(times[k], 0.97 * exact - 4.5 * error, exact + 4.5 * error);
        }
    }

    [Fact]
    public void SlowestAutocorrelationTimeOfTheSlowestEigenfunctionIsTheExactTimescale()
    {
        var slowest = new ReversibleMarkovEstimator().Fit(FourWellChain.ExactCounts(1), 1).RightEigenvector(1);
        var psi = Enumerable.Range(0, Bins.Length / 100).Select(t => slowest[Bins[100 * t]]).ToArray();
        var time = AutocorrelationTime.Of([psi], 100);

        // The fit to many lags is less certain than the count at one, so eight standard errors of counting are allowed.
        var (exact, error) = (FourWellChain.Timescales[0], FourWellChain.Error(0, 100, Bins.Length));
        Assert.InRange(time.Time.Value!.Value, exact - 8 * error, exact + 8 * error);
        Assert.InRange(time.Time.StandardError!.Value, error / 5, 5 * error);
    }
}
