using LatentSim.Molecules.ForceFields;

namespace Molecules.Tests.ForceFields;

public sealed class PeriodicCubicSplineTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(24)]
    public void TheSecondDerivativeIsContinuousAtEveryPoint(int points)
    {
        var random = new Random(points);
        double[] values = [.. Enumerable.Range(0, points).Select(_ => random.NextDouble())];
        double[] slopes = PeriodicCubicSpline.Slopes(values);

        for (int k = 0; k < points; k++)
        {
            int before = (k + points - 1) % points;
            int after = (k + 1) % points;
            double left = (6 * (values[before] - values[k])) + (2 * slopes[before]) + (4 * slopes[k]);
            double right = (6 * (values[after] - values[k])) - (4 * slopes[k]) - (2 * slopes[after]);
            Assert.Equal(left, right, 1e-12);
        }
    }

    [Fact]
    public void PatchesMeetSmoothlyAndPassThroughTheMap()
    {
        var random = new Random(4);
        var map = new CorrectionMap(5, [.. Enumerable.Range(0, 25).Select(_ => random.NextDouble())]);
        var patches = new BicubicPatches(map);
        const double Spacing = 2 * Math.PI / 5;
        for (int t = -3; t < 5; t++)
        {
            for (int s = -3; s < 5; s++)
            {
                double expected = map.Energies[((t + 5) % 5 * 5) + ((s + 5) % 5)];
                (double energy, double byFirst, double bySecond) = patches.Evaluate((s * Spacing) + 1e-9, (t * Spacing) + 1e-9);
                (double other, double otherByFirst, double otherBySecond) = patches.Evaluate((s * Spacing) - 1e-9, (t * Spacing) - 1e-9);
                Assert.Equal(expected, energy, 1e-7);
                Assert.Equal(expected, other, 1e-7);
                Assert.Equal(byFirst, otherByFirst, 1e-7);
                Assert.Equal(bySecond, otherBySecond, 1e-7);
            }
        }
    }
}
