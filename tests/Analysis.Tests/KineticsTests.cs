using LatentSim.Analysis;

namespace Analysis.Tests;

public sealed class KineticsTests
{
    [Theory]
    [InlineData(0.01, 0.02)]
    [InlineData(0.3, 0.1)]
    public void TwoStateChainHasItsAnalyticTimescaleAndPopulations(double a, double b)
    {
        var counts = new TransitionCounts(2);
        var scale = 1e12 / (a + b);
        counts.Add(0, 0, (long)(scale * b * (1 - a)));
        counts.Add(0, 1, (long)(scale * b * a));
        counts.Add(1, 0, (long)(scale * a * b));
        counts.Add(1, 1, (long)(scale * a * (1 - b)));
        var model = new ReversibleMarkovEstimator().Fit(counts, 5);
        Assert.Equal(-5 / Math.Log(1 - a - b), model.ImpliedTimescales(1)[0], 6);
        Assert.Equal(b / (a + b), model.StationaryDistribution[0], 9);
        Assert.Equal(a, model.TransitionProbability(0, 1), 9);
        Assert.Equal(1, model.Eigenvalues[0], 12);
        Assert.True(double.IsNaN(model.ImpliedTimescales(2)[1]));
    }

    [Fact]
    public void TimescaleOfASimulatedChainIsWithinItsSamplingError()
    {
        // 400 000 steps with rates 0.01 and 0.02 hold some 2700 crossings each way: the timescale's relative error is about 1.4 %; 7 % is five of it (1e-6).
        var states = Noise.Chain(3, new[,] { { 0.99, 0.01 }, { 0.02, 0.98 } }, 400_000);
        var counts = new TransitionCounts(2);
        counts.AddTrajectory(states, 4);
        var exact = -1 / Math.Log(0.97);
        Assert.InRange(new ReversibleMarkovEstimator().Fit(counts, 4).ImpliedTimescales(1)[0] / exact, 0.93, 1.07);
    }

    [Fact]
    public void ReversibleEstimateIsAStochasticMatrixInDetailedBalanceAndMoreLikelyThanItsNeighbours()
    {
        long[,] table = { { 50, 9, 1, 3 }, { 4, 80, 12, 0 }, { 2, 7, 30, 5 }, { 6, 1, 2, 40 } };
        var counts = new TransitionCounts(4);
        foreach (var (i, j) in from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) select (i, j)) counts.Add(i, j, table[i, j]);
        var model = new ReversibleMarkovEstimator().Fit(counts, 1);
        var flow = new double[4, 4];
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(1, Enumerable.Range(0, 4).Sum(j => model.TransitionProbability(i, j)), 10);
            for (var j = 0; j < 4; j++)
            {
                flow[i, j] = model.StationaryDistribution[i] * model.TransitionProbability(i, j);
                Assert.Equal(flow[i, j], model.StationaryDistribution[j] * model.TransitionProbability(j, i), 10);
            }
        }

        var best = LogLikelihood(flow, counts);
        foreach (var (i, j) in from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) where flow[i, j] > 0 select (i, j))
        {
            var changed = (double[,])flow.Clone();
            changed[i, j] = changed[j, i] = flow[i, j] * 1.01;
            Assert.True(LogLikelihood(changed, counts) < best, $"{i} {j}");
        }
    }

    [Fact]
    public void StatesThatAreLeftForEverDoNotBelongToTheModel()
    {
        var counts = new TransitionCounts(5);
        counts.AddTrajectory([4, 1, 2, 1, 2, 2, 1, 3, 3], 1);
        var model = new ReversibleMarkovEstimator().Fit(counts, 1);
        Assert.Equal([1, 2], model.States);
        Assert.Throws<ArgumentException>(() => new ReversibleMarkovEstimator().Fit(new TransitionCounts(3), 1));
    }

    [Fact]
    public void SlidingWindowCountsEveryPairOnceInItsTrajectory()
    {
        var counts = new TransitionCounts(3);
        counts.AddTrajectory([0, 1, 2, 0, 1], 2);
        counts.AddTrajectory([2, 2], 2);
        Assert.Equal(3, counts.Total);
        Assert.Equal(1, counts[0, 2]);
        Assert.Equal(1, counts[1, 0]);
        Assert.Equal(1, counts[2, 1]);
    }

    [Fact]
    public void EigenvectorsAreThoseOfTheTransitionMatrix()
    {
        var counts = new TransitionCounts(3);
        counts.AddTrajectory(Noise.Chain(1, new[,] { { 0.9, 0.1, 0 }, { 0.1, 0.8, 0.1 }, { 0, 0.2, 0.8 } }, 5000), 1);
        var model = new ReversibleMarkovEstimator().Fit(counts, 1);
        for (var k = 0; k < 3; k++)
        {
            var vector = model.RightEigenvector(k);
            Assert.Equal(1, Enumerable.Range(0, 3).Sum(i => model.StationaryDistribution[i] * vector[i] * vector[i]), 10);
            for (var i = 0; i < 3; i++)
                Assert.Equal(model.Eigenvalues[k] * vector[i], Enumerable.Range(0, 3).Sum(j => model.TransitionProbability(i, j) * vector[j]), 9);
        }
    }

    [Fact]
    public void ClustersAreFoundAcrossThePeriodicBoundaryAndReproducibly()
    {
        var points = new double[2 * 300];
        for (var i = 0; i < 300; i++)
            TorusEmbedding.Embed([(float)(Math.PI * (i % 3) * 2 / 3 + Math.PI / 3 + 0.2 * Math.Sin(i))], points.AsSpan(2 * i, 2));
        var model = new KMeans { Centres = 3, Seed = 7 }.Fit(points, 2);
        var states = Enumerable.Range(0, 300).Select(i => model.Assign(points.AsSpan(2 * i, 2))).ToArray();
        for (var i = 3; i < 300; i++) Assert.Equal(states[i % 3], states[i]);
        Assert.Equal(3, states.Distinct().Count());
        Assert.Equal(model.Centres.ToArray(), new KMeans { Centres = 3, Seed = 7 }.Fit(points, 2).Centres.ToArray());
        Assert.Equal(2, new KMeans { Centres = 9 }.Fit([1, 1, 2, 2, 1], 1).Count);
        Assert.Throws<ArgumentException>(() => new KMeans().Fit([1, double.NaN], 1));
    }

    [Fact]
    public void ExponentialFitOfAnExponentialIsExact()
    {
        var correlation = Enumerable.Range(0, 50).Select(k => Math.Exp(-k * 0.5 / 7.3)).ToArray();
        Assert.Equal(7.3, Autocorrelation.ExponentialTimescale(correlation, 0.5), 5);
    }

    [Fact]
    public void AutocorrelationOfAnOrnsteinUhlenbeckProcessDecaysAtItsRate()
    {
        // Time 20 in 200 000 frames: 10 000 relaxations, a relative error near 2 %; 10 % is five of it (1e-6).
        var a = Math.Exp(-1 / 20.0);
        var series = new[] { Noise.OrnsteinUhlenbeck(1, a, 100_000), Noise.OrnsteinUhlenbeck(2, a, 100_000) };
        var correlation = Autocorrelation.Function(series, 60);
        Assert.Equal(1, correlation[0], 12);
        Assert.InRange(Autocorrelation.ExponentialTimescale(correlation, 1), 18, 22);
        Assert.Throws<ArgumentException>(() => Autocorrelation.Function([[1, 1, 1]], 1));
    }

    [Fact]
    public void TicaSeparatesMixedProcessesByTheirTimescales()
    {
        // Times 50 and 5 in 100 000 frames: 2 000 relaxations of the slow one, a relative error near 4 %; 20 % is five of it (1e-6).
        var slow = Noise.OrnsteinUhlenbeck(11, Math.Exp(-1 / 50.0), 100_000);
        var fast = Noise.OrnsteinUhlenbeck(12, Math.Exp(-1 / 5.0), 100_000);
        var features = new double[3 * slow.Length];
        for (var t = 0; t < slow.Length; t++)
        {
            features[3 * t] = slow[t] + 2 * fast[t] + 7;
            features[3 * t + 1] = slow[t] - fast[t];
            features[3 * t + 2] = features[3 * t] + features[3 * t + 1];
        }

        var model = new Tica { Lag = 5, Spacing = 2 }.Fit([features], 3);
        var times = model.ImpliedTimescales();
        Assert.Equal(2, times.Length);
        Assert.InRange(times[0], 80, 120);
        Assert.InRange(times[1], 9, 11);
        var projection = new double[1];
        var correlation = 0.0;
        for (var t = 0; t < slow.Length; t++)
        {
            model.Transform(features.AsSpan(3 * t, 3), projection);
            correlation += projection[0] * slow[t] / slow.Length;
        }

        Assert.InRange(Math.Abs(correlation), 0.9, 1.1);
    }

    private static double LogLikelihood(double[,] flow, TransitionCounts counts)
    {
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var row = Enumerable.Range(0, 4).Sum(j => flow[i, j]);
            for (var j = 0; j < 4; j++)
            {
                if (counts[i, j] > 0) sum += counts[i, j] * Math.Log(flow[i, j] / row);
            }
        }

        return sum;
    }
}
