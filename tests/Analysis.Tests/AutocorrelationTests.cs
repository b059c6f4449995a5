using LatentSim.Analysis;

namespace Analysis.Tests;

public sealed class AutocorrelationTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(700)]
    public void StreamedFunctionIsTheDirectSum(int lag)
    {
        double[][] trajectories = [Noise.OrnsteinUhlenbeck(1, 0.9, 5000), Noise.OrnsteinUhlenbeck(2, 0.9, 600), [2.5], Noise.OrnsteinUhlenbeck(3, 0.9, 1)];
        var shifted = Array.ConvertAll(trajectories, x => Array.ConvertAll(x, y => y + 3));
        var expected = Direct(shifted, lag);
        AssertEqual(expected, Stream(shifted, lag, 0).Function());
        AssertEqual(expected, Stream(shifted, lag, 2.7).Function());
        AssertEqual(expected, Autocorrelation.Function(shifted, lag));

        var sum = Stream(shifted[..1], lag, 3);
        sum.Add(Stream(shifted[1..], lag, 3));
        AssertEqual(expected, sum.Function());
        Assert.Equal(5602, sum.Frames);
        Assert.Equal(shifted.SelectMany(x => x).Average(), sum.Mean, 12);
    }

    [Fact]
    public void FunctionEndsWhereNoPairIsFarEnoughApart()
    {
        var accumulator = Stream([[1, 2, 4]], 9, 0);
        AssertEqual(Direct([[1, 2, 4]], 2), accumulator.Function());
        Assert.Throws<InvalidOperationException>(() => Stream([[3, 3, 3]], 1, 0).Function());
        Assert.Throws<InvalidOperationException>(() => new AutocorrelationAccumulator(1).Function());
        Assert.Throws<ArgumentException>(() => accumulator.Add(double.NaN));
        Assert.Throws<ArgumentException>(() => accumulator.Add(new AutocorrelationAccumulator(8)));
    }

    [Fact]
    public void TimeOfAnOrnsteinUhlenbeckProcessAndItsErrorAreRight()
    {
        // Over many seeds a trajectory of 1000 relaxations gives 20.1 with a deviation of 1.6, and its squared error bar is right in the mean. Five standard
        // errors (6e-7) of 60 trajectories: 1.04 for the mean; 21 % each for the ratio of squares.
        const double Time = 20;
        var estimates = Enumerable.Range(0, 60).Select(seed => AutocorrelationTime.Of([Noise.OrnsteinUhlenbeck(seed, Math.Exp(-1 / Time), 20_000)], 1)).ToArray();
        var mean = estimates.Average(e => e.Time.Value!.Value);
        var variance = estimates.Sum(e => Math.Pow(e.Time.Value!.Value - mean, 2)) / 59;
        Assert.InRange(mean, Time - 1.04, Time + 1.04);
        Assert.InRange(estimates.Average(e => Math.Pow(e.Time.StandardError!.Value, 2)) / variance, 0.4, 2.3);
        Assert.All(estimates, e => Assert.Equal(5, e.Time.Blocks.Count));
        Assert.All(estimates, e => Assert.InRange(e.Function.Count, 1.8 * Time, 4.5 * Time));
    }

    [Fact]
    public void ManyWalkersMakeBlocksOfWalkers()
    {
        // Ten walkers of 200 relaxations each, then the same as one: the same pairs but those across ends. The time's deviation over seeds is 5 %: five allowed.
        var walkers = Enumerable.Range(0, 10).Select(seed => Noise.OrnsteinUhlenbeck(seed, 0.9, 2000)).ToArray();
        var many = AutocorrelationTime.Of(walkers, 2, maximumLag: 30);
        var one = AutocorrelationTime.Of([[.. walkers.SelectMany(x => x)]], 2, maximumLag: 30);
        Assert.Equal(31, many.Function.Count);
        Assert.Equal(1, one.Time.Value!.Value / many.Time.Value!.Value, 1.5e-2);
        Assert.Equal(1, one.Time.StandardError!.Value / many.Time.StandardError!.Value, 0.3);
        Assert.InRange(many.Time.Value.Value / (-2 / Math.Log(0.9)), 0.75, 1.25);
    }

    [Fact]
    public void SlowDecayIsFollowedBeyondTheFirstWindow()
    {
        // 200 with a deviation of 23 over seeds: five allowed.
        var time = AutocorrelationTime.Of([Noise.OrnsteinUhlenbeck(4, Math.Exp(-1 / 400.0), 200_000)], 0.5);
        Assert.InRange(time.Time.Value!.Value, 85, 315);
        Assert.InRange(time.Function.Count, 500, 1950);
    }

    [Fact]
    public void ABlockThatDoesNotVaryHasNoTime()
    {
        var x = Noise.OrnsteinUhlenbeck(1, 0.5, 1000);
        Array.Fill(x, 0.25, 0, 200);
        var time = AutocorrelationTime.Of([x], 1);
        Assert.Null(time.Time.Blocks[0]);
        Assert.NotNull(time.Time.StandardError);
        Assert.Throws<ArgumentException>(() => AutocorrelationTime.Of([[1, 2]], 1));
        Assert.Throws<ArgumentException>(() => AutocorrelationTime.Of([[1, 1, 1, 1]], 1));
    }

    private static AutocorrelationAccumulator Stream(double[][] trajectories, int lag, double origin)
    {
        var accumulator = new AutocorrelationAccumulator(lag, origin);
        foreach (var x in trajectories)
        {
            accumulator.BeginTrajectory();
            accumulator.Add(x);
        }

        return accumulator;
    }

    private static double[] Direct(double[][] trajectories, int maximumLag)
    {
        var mean = trajectories.SelectMany(x => x).Average();
        double[] covariances = [.. Enumerable.Range(0, maximumLag + 1).Select(lag =>
            trajectories.SelectMany(x => Enumerable.Range(0, Math.Max(0, x.Length - lag)).Select(t => (x[t] - mean) * (x[t + lag] - mean))).DefaultIfEmpty(double.NaN).Average())];
        return Array.ConvertAll(covariances, c => c / covariances[0]);
    }

    private static void AssertEqual(double[] expected, double[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-10);
}
