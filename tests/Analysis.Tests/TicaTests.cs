using LatentSim.Analysis;

namespace Analysis.Tests;

public sealed class TicaTests
{
    private static readonly double[][] Trajectories = [Features(1, 700), Features(20, 33), Features(40, 4), Features(60, 250)];

    [Fact]
    public void StreamedCovariancesAreTheDirectSums()
    {
        const int Lag = 7;
        var (mean, instantaneous, lagged) = Direct(Trajectories, 3, Lag);
        var whole = Accumulate(Trajectories, Lag);
        Assert.Equal(693 + 26 + 243, whole.Pairs);
        Assert.Equal(mean, whole.Mean(), (a, b) => Math.Abs(a - b) < 1e-10);
        AssertEqual(instantaneous, whole.Instantaneous());
        AssertEqual(lagged, whole.Lagged());

        var (first, second) = (new LaggedCovariance(3, Lag), new LaggedCovariance(3, Lag));
        first.StartAt([100, 1, 0]);
        second.StartAt([100, 1, 0]);
        Accumulate(Trajectories[..1], first);
        Accumulate(Trajectories[1..], second);
        first.Add(second);
        AssertEqual(instantaneous, first.Instantaneous());
        AssertEqual(lagged, first.Lagged());
        Assert.Throws<ArgumentException>(() => first.Add(whole));
        Assert.Throws<ArgumentException>(() => first.Add(new LaggedCovariance(3, 2)));
        Assert.Throws<ArgumentException>(() => first.Add([1.0, double.NaN, 2]));
        Assert.Throws<InvalidOperationException>(() => new LaggedCovariance(3, 2).Mean());
    }

    [Fact]
    public void ComponentsAreUncorrelatedWithUnitVarianceAndTheirEigenvaluesAtTheLag()
    {
        var covariance = Accumulate(Trajectories, 3);
        var model = new Tica { Spacing = 2 }.Fit(covariance);
        Assert.Equal((3, 3, 6.0), (model.Count, model.Dimension, model.LagTime));
        var (instantaneous, lagged) = (covariance.Instantaneous(), covariance.Lagged());
        for (var k = 0; k < 3; k++)
        {
            for (var l = 0; l < 3; l++)
            {
                Assert.Equal(k == l ? 1 : 0, Form(instantaneous, model, k, l), 1e-9);
                Assert.Equal(k == l ? model.Eigenvalues[k] : 0, Form(lagged, model, k, l), 1e-9);
            }
        }
    }

    [Fact]
    public void ProjectionsDoNotDependOnTheScaleOrOrderOfFeaturesAndKeepTheirSigns()
    {
        // Each feature scaled and moved, the first two exchanged: the same components.
        double[][] changed = [.. Trajectories.Select(x =>
        {
            var y = (double[])x.Clone();
            for (var t = 0; t < x.Length; t += 3) (y[t], y[t + 1], y[t + 2]) = (5 * x[t + 1] + 3, 0.1 * x[t] - 40, 7 * x[t + 2]);
            return y;
        })];
        var (first, second) = (new Tica { Lag = 3 }.Fit(Trajectories, 3), new Tica { Lag = 3 }.Fit(changed, 3));
        var (a, b) = (new double[3], new double[3]);
        for (var t = 0; t < 60; t += 3)
        {
            first.Transform(Trajectories[0].AsSpan(t, 3), a);
            second.Transform(changed[0].AsSpan(t, 3), b);
            Assert.Equal(a, b, (x, y) => Math.Abs(x - y) < 1e-7);
        }

        // Where all features are turned over the projections are too, so that their correlation with the leading feature stays positive.
        double[][] turned = [.. Trajectories.Select(x => Array.ConvertAll(x, value => -value))];
        new Tica { Lag = 3 }.Fit(turned, 3).Transform(turned[0].AsSpan(0, 3), b);
        first.Transform(Trajectories[0].AsSpan(0, 3), a);
        Assert.Equal(a, b, (x, y) => Math.Abs(x + y) < 1e-7);
    }

    [Fact]
    public void ManyFeaturesOfFewDegreesOfFreedomLoseOnlyTheDirectionsThatAreNotThere()
    {
        // 190 linear combinations of three processes, some constant: three components and the same timescales.
        const int Wide = 190;
        var weights = new double[Wide, 3];
        for (var i = 0; i < Wide; i++) (weights[i, 0], weights[i, 1], weights[i, 2]) = i % 10 == 0 ? (0, 0, 0) : (Math.Sin(i), Math.Cos(3 * i), Math.Sin(0.1 * i));
        double[][] wide = [.. Trajectories.Select(x =>
        {
            var y = new double[x.Length / 3 * Wide];
            for (var k = 0; k < y.Length; k++)
            {
                var (t, i) = (k / Wide, k % Wide);
                y[k] = 2 + weights[i, 0] * x[3 * t] + weights[i, 1] * x[3 * t + 1] + weights[i, 2] * x[3 * t + 2];
            }

            return y;
        })];
        var (narrow, model) = (new Tica { Lag = 2 }.Fit(Trajectories, 3), new Tica { Lag = 2 }.Fit(wide, Wide));
        Assert.Equal(3, model.Count);
        for (var k = 0; k < 3; k++) Assert.Equal(narrow.Eigenvalues[k], model.Eigenvalues[k], 1e-8);
        Assert.Throws<ArgumentException>(() => new Tica().Fit([new double[20]], 2));
    }

    private static LaggedCovariance Accumulate(double[][] trajectories, int lag) => Accumulate(trajectories, new LaggedCovariance(3, lag));

    private static LaggedCovariance Accumulate(double[][] trajectories, LaggedCovariance covariance)
    {
        foreach (var x in trajectories)
        {
            covariance.BeginTrajectory();
            for (var t = 0; t < x.Length; t += 3) covariance.Add(x.AsSpan(t, 3));
        }

        return covariance;
    }

    private static double[] Features(int seed, int frames)
    {
        var (slow, middle, fast) = (Noise.OrnsteinUhlenbeck(seed, 0.99, frames), Noise.OrnsteinUhlenbeck(seed + 1, 0.9, frames), Noise.OrnsteinUhlenbeck(seed + 2, 0.5, frames));
        return [.. Enumerable.Range(0, frames).SelectMany(t => new[] { 100 + slow[t] + 0.3 * fast[t], middle[t] - 0.5 * slow[t], 3 * fast[t] + 0.2 * middle[t] })];
    }

    private static (double[] Mean, double[,] Instantaneous, double[,] Lagged) Direct(double[][] trajectories, int dimension, int lag)
    {
        var pairs = trajectories.SelectMany(x => Enumerable.Range(0, Math.Max(0, x.Length / dimension - lag)).Select(t => (X: x[(t * dimension)..((t + 1) * dimension)], Y: x[((t + lag) * dimension)..((t + lag + 1) * dimension)]))).ToArray();
        double[] mean = [.. Enumerable.Range(0, dimension).Select(i => pairs.Average(p => (p.X[i] + p.Y[i]) / 2))];
        var (instantaneous, lagged) = (new double[dimension, dimension], new double[dimension, dimension]);
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                instantaneous[i, j] = pairs.Average(p => ((p.X[i] - mean[i]) * (p.X[j] - mean[j]) + (p.Y[i] - mean[i]) * (p.Y[j] - mean[j])) / 2);
                lagged[i, j] = pairs.Average(p => ((p.X[i] - mean[i]) * (p.Y[j] - mean[j]) + (p.Y[i] - mean[i]) * (p.X[j] - mean[j])) / 2);
            }
        }

        return (mean, instantaneous, lagged);
    }

    private static double Form(double[,] matrix, TicaModel model, int k, int l)
    {
        var sum = 0.0;
        for (var i = 0; i < model.Dimension; i++)
        {
            for (var j = 0; j < model.Dimension; j++) sum += model.Weight(i, k) * matrix[i, j] * model.Weight(j, l);
        }

        return sum;
    }

    private static void AssertEqual(double[,] expected, double[,] actual) =>
        Assert.Equal(expected.Cast<double>(), actual.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-10);
}
