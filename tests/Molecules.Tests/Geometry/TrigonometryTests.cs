using LatentSim.Molecules.Geometry;

namespace Molecules.Tests.Geometry;

public sealed class TrigonometryTests
{
    [Fact]
    public void SineAndCosineAgreeWithThePlatform()
    {
        for (var angle = -20.0; angle < 20; angle += 1.0 / 128)
        {
            var (sine, cosine) = Trigonometry.SinCos(angle);
            Assert.Equal(Math.Sin(angle), sine, 4e-16);
            Assert.Equal(Math.Cos(angle), cosine, 4e-16);
        }
    }

    [Fact]
    public void ArcTangentAgreesWithThePlatformAllAround()
    {
        for (var degrees = -180.0; degrees <= 180; degrees += .25)
        {
            var (y, x) = Math.SinCos(degrees * Math.PI / 180);
            Assert.Equal(Math.Atan2(y, x), Trigonometry.Atan2(1e-3 * y, 1e-3 * x), 2e-15);
        }
    }

    [Fact]
    public void ArcTangentOfSmallAnglesIsRelativelyAccurate() =>
        Assert.Equal(1e-12, Trigonometry.Atan2(1e-12, 1), 1e-26);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, -1, Math.PI)]
    [InlineData(1, 0, Math.PI / 2)]
    [InlineData(-1, 0, -Math.PI / 2)]
    public void ArcTangentOnTheAxesIsExact(double y, double x, double expected) => Assert.Equal(expected, Trigonometry.Atan2(y, x));

    [Fact]
    public void WhatIsNotANumberStaysSo()
    {
        Assert.True(double.IsNaN(Trigonometry.Atan2(double.NaN, 1)));
        Assert.True(double.IsNaN(Trigonometry.Atan2(1, double.NaN)));
        Assert.True(double.IsNaN(Trigonometry.SinCos(double.NaN).Sine));
    }
}
