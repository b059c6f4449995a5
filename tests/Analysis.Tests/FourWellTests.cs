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
        // 330, 2200 and 4200 relaxations: relative errors near 8, 3 and 2.2 %. Within four of the larger of the two error bars (t with 4 degrees of freedom: 1 %
        // in a run with another seed), which themselves lie between a third and three times what theory says.
        var lags = new ImpliedTimescales { BootstrapSamples = 20 }.Fit([Bins], FourWellChain.Bins, [50, 100], 1);
        Assert.Equal([50.0, 100], lags.Select(l => l.LagTime));
        foreach (var timescales in lags.Select(l => l.Timescales))
        {
            for (var k = 0; k < 3; k++)
            {
                var (exact, t) = (FourWellChain.Timescales[k], timescales[k]);
                var theory = exact * Math.Sqrt(2 * exact / Bins.Length);
                Assert.InRange(t.StandardError!.Value, theory / 3, 3 * theory);
                Assert.InRange(t.BootstrapError!.Value, theory / 3, 3 * theory);
                Assert.InRange(t.Value!.Value, exact - 4 * theory, exact + 4 * theory);
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
        // A linear basis bounds eigenvalues from below; nine polynomials reach the slowest within 1 %, its sampling error is 8 %.
        var covariance = new LaggedCovariance(9, 10);
        var features = new double[9];
        for (var t = 0; t < Bins.Length; t += 10)
        {
            for (var p = 0; p < 9; p++) features[p] = Math.Cos((p + 1) * Math.Acos(FourWellChain.Positions[Bins[t]]));
            covariance.Add(features);
        }

        var times = new Tica { Spacing = 10 }.Fit(covariance).ImpliedTimescales();
        Assert.InRange(times[0] / FourWellChain.Timescales[0], 0.7, 1.33);
        Assert.InRange(times[1] / FourWellChain.Timescales[1], 0.8, 1.15);
    }

    [Fact]
    public void SlowestAutocorrelationTimeOfTheSlowestEigenfunctionIsTheExactTimescale()
    {
        var slowest = new ReversibleMarkovEstimator().Fit(FourWellChain.ExactCounts(1), 1).RightEigenvector(1);
        var psi = Enumerable.Range(0, Bins.Length / 100).Select(t => slowest[Bins[100 * t]]).ToArray();
        var time = AutocorrelationTime.Of([psi], 100);
        var theory = FourWellChain.Timescales[0] * Math.Sqrt(2 * FourWellChain.Timescales[0] / Bins.Length);
        Assert.InRange(time.Time.Value!.Value, FourWellChain.Timescales[0] - 4 * theory, FourWellChain.Timescales[0] + 4 * theory);
        Assert.InRange(time.Time.StandardError!.Value, theory / 4, 4 * theory);
    }
}
