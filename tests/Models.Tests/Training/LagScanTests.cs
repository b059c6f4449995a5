using LatentSim.Models.Training;
using LatentSim.Models.Weights;

namespace Models.Tests.Training;

public sealed class LagScanTests
{
    private const double Jump = 0.03;

    // The slower of two double wells relaxes as (1 - 2 p)^n. Over 20 000 frames p has a standard error of 4 %, so that 20 % fails by chance less than once in 1e5.
    [Fact]
    public void FindsTheSameTimescaleAtEachLagOfAMarkovProcess()
    {
        float[][,] trajectories = [.. Enumerable.Range(1, 4).Select(seed => DoubleWells.Trajectory(5000, Jump, 0.1, seed))];
        SrvOptions options = new() { Eigenfunctions = 2, HiddenWidth = 16, BatchSize = 2000, Epochs = 8 };

        LagScanPoint[] points = [.. LagScan.Run(trajectories, 0.5, [1, 3], options, 1)];

        Assert.Equal([0.5, 1.5], points.Select(point => point.LagTime));
        double expected = -0.5 / Math.Log(1 - (2 * Jump));
        Assert.All(points, point => Assert.Equal(expected, point.Encoder.Timescales[0], 0.2 * expected));
        Assert.All(points, point => Assert.InRange(point.TrainingScore, 1 + (0.9 * Math.Pow(1 - (2 * Jump), 2 * point.LagFrames)), 3));
        Assert.True(points[0].ValidationScore > points[1].ValidationScore);
    }

    [Fact]
    public void ThePlateauBeginsWhereTheTimescaleNoLongerChanges() =>
        Assert.Equal(2, LagScan.Plateau([Point(1, 40), Point(2, 70), Point(4, 96), Point(8, 100), Point(16, 103)]));

    [Fact]
    public void LagsLongerThanTheTimescaleSayNothing() =>
        Assert.Equal(0, LagScan.Plateau([Point(1, 9), Point(2, 9.2), Point(4, 9.1), Point(16, 12)]));

    [Fact]
    public void ATimescaleThatKeepsGrowingHasNoPlateau() =>
        Assert.Null(LagScan.Plateau([Point(1, 10), Point(2, 20), Point(4, 40)]));

    [Fact]
    public void TheGapIsThatAfterTheLatents()
    {
        LagScanPoint point = Point(1, 10);

        Assert.Equal(0.9 - 0.2, point.Gap!.Value, 1e-12);
        Assert.Equal(1 + 0.81 + 0.04, point.TrainingScore, 1e-12);
        Assert.Equal(2.5, point.ValidationScore, 1e-12);
    }

    private static LagScanPoint Point(double lag, double timescale)
    {
        Perceptron network = new([new DenseLayer(1, 1, [1], [0])], Activation.Tanh);
        StageMetrics metrics = new("srv", [], 1, -1.5, 0, TrainingStop.Completed);
        return new LagScanPoint((int)lag, new SrvResult(network, [0.9, 0.2], [0.9, 0.2], [timescale, 0.5], lag, metrics));
    }
}
