using System.Runtime.Intrinsics;
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

    // Bit for bit: walkers' frames do not depend on how many angles were computed at once.
    [Fact]
    public void FourAnglesSideBySideAreThoseOfEachAlone()
    {
        var random = new Random(4);
        double[] special = [0, -0.0, 1, -1, 1e-12, -1e-12, 1e300, double.Epsilon, double.NaN];
        for (var round = 0; round < 20_000; round++)
        {
            var (y, x) = (Draw(), Draw());
            var angles = Trigonometry4.Atan2(Vector256.Create(y), Vector256.Create(x));
            for (var i = 0; i < 4; i++)
                Assert.Equal(Trigonometry.Atan2(y[i], x[i]), angles[i]);
        }

        double[] Draw() => [.. Enumerable.Range(0, 4).Select(_ => random.Next(8) == 0 ? special[random.Next(special.Length)] : random.NextDouble() - 0.5)];
    }
}
