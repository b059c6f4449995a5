using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace Models.Tests.Flow;

public sealed class CoordinateScalerTests
{
    [Theory]
    [InlineData(0.0004, CoordinateScaling.Fixed)]
    [InlineData(0.003, CoordinateScaling.Linear)]
    public void ABondThatOnlyRoundingMovesIsFixed(double deviation, CoordinateScaling expected)
    {
        double[] values = Normal(0.101, deviation);
        CoordinateScale scale = CoordinateScaleFit.Fit(CoordinateKind.Bond, values);
        Assert.Equal(expected, scale.Scaling);
        Assert.Equal(0.101, scale.Mean, 1e-4);
    }

    [Fact]
    public void AnAngleIsStandardized()
    {
        CoordinateScale scale = CoordinateScaleFit.Fit(CoordinateKind.Angle, Normal(1.9, 0.0004));
        Assert.Equal(CoordinateScaling.Linear, scale.Scaling);
        Assert.Equal(1.9, scale.Mean, 1e-4);
        Assert.Equal(0.0004, scale.Scale, 2e-5);
    }

    // Two wells around +-165 degrees: cut where there is nothing, so that the mean is at 180 degrees and not at 0.
    [Fact]
    public void ATorsionIsCutWhereThereAreNoData()
    {
        double[] values = Normal(2.88, 0.05).Concat(Normal(-2.88, 0.05)).ToArray();
        CoordinateScale scale = CoordinateScaleFit.Fit(CoordinateKind.Torsion, values);
        Assert.Equal(CoordinateScaling.Linear, scale.Scaling);
        Assert.Equal(0, scale.Cut, 0.1);
        Assert.Equal(Math.PI, scale.Mean, 0.02);
        Assert.InRange(scale.Scale, 0.2, 0.35);
    }

    [Theory]
    [InlineData(16, CoordinateScaling.Circular)]
    [InlineData(24, CoordinateScaling.Linear)]
    public void ATorsionWithoutAWideGapIsCircular(int gapDegrees, CoordinateScaling expected)
    {
        double[] values = Enumerable.Range(gapDegrees + 90, 360 - gapDegrees).Select(degree => (degree + 0.5) * Math.PI / 180).ToArray();
        CoordinateScale scale = CoordinateScaleFit.Fit(CoordinateKind.Torsion, values);
        Assert.Equal(expected, scale.Scaling);
        if (expected == CoordinateScaling.Linear)
            Assert.Equal((90 + (gapDegrees / 2.0)) * Math.PI / 180, scale.Cut, 1e-5);
    }

    [Fact]
    public void VariablesGoBackToCoordinates()
    {
        CoordinateScaler scaler = new(
        [
            new CoordinateScale(CoordinateScaling.Linear, false, 0.15f, 0.01f, 0),
            new CoordinateScale(CoordinateScaling.Fixed, false, 0.101f, 1, 0),
            new CoordinateScale(CoordinateScaling.Linear, true, 3.1f, 0.2f, 0.1f),
            new CoordinateScale(CoordinateScaling.Circular, true, 0, 1, 0),
        ]);
        Assert.Equal((3, 4), (scaler.VariableCount, scaler.EncodedSize));
        Assert.Equal([false, false, true], scaler.Circular);

        float[] coordinates = [0.16f, 0.101f, -3, 3.14159274f];
        float[] variables = new float[3];
        float[] back = new float[4];
        float[] features = new float[4];
        scaler.ToVariables(coordinates, variables);
        scaler.ToCoordinates(variables, back);
        scaler.Encode(coordinates, features);

        Assert.Equal(1f, variables[0], 1e-4f);
        Assert.Equal((-3 + (2 * Math.PI) - 3.1) / 0.2, variables[1], 1e-4);
        Assert.Equal(-Math.PI, variables[2], 1e-6);
        Assert.Equal(0.16f, back[0], 1e-6f);
        Assert.Equal(0.101f, back[1]);
        Assert.Equal(-3, back[2], 1e-6f);
        Assert.Equal(variables[..2], features[..2]);
        Assert.Equal(-1, features[2], 1e-6f);
        Assert.Equal(0, features[3], 1e-6f);
    }

    [Fact]
    public void FitNeedsWholeRows()
    {
        InternalCoordinates coordinates = InternalCoordinates.Build(RandomModels.Coarse);
        Assert.Throws<ArgumentException>(() => CoordinateScaler.Fit(coordinates, [], 0));
        Assert.Throws<ArgumentException>(() => CoordinateScaler.Fit(coordinates, new float[coordinates.Count + 1], 1));
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(0, 0)]
    [InlineData(0, float.PositiveInfinity)]
    public void ScalesThatAreNoScalesAreRefused(float mean, float scale) =>
        Assert.Throws<ArgumentException>(() => new CoordinateScaler([new CoordinateScale(CoordinateScaling.Linear, false, mean, scale, 0)]));

    private static double[] Normal(double mean, double deviation) =>
        RandomWeights.Normals(new System.Random(1), 5000).Select(x => mean + (deviation * x)).ToArray();
}
