using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace Molecules.Tests.Numerics;

public sealed class ScalarMath4Tests
{
    [Fact]
    public void FunctionsAreThoseOfThePlatform()
    {
        var random = new Random(17);
        for (int i = 0; i < 2000; i++)
        {
            double[] x = [.. Enumerable.Range(0, 4).Select(_ => Math.Exp(-22 * random.NextDouble()))];
            double[] y = [.. Enumerable.Range(0, 4).Select(_ => (4 * random.NextDouble()) - 2)];
            Vector256<double> fractions = Vector256.Create<double>(x);
            Vector256<double> numbers = Vector256.Create<double>(y);
            Vector256<double> logarithm = ScalarMath4.Log(fractions);
            (Vector256<double> sine, Vector256<double> cosine) = ScalarMath4.SinCosOfTurns(numbers);
            Vector256<double> angle = ScalarMath4.ArcTangent(fractions, numbers);
            for (int lane = 0; lane < 4; lane++)
            {
                Assert.Equal(Math.Log(x[lane]), logarithm[lane], 1e-13);
                Assert.Equal(Math.Sin(2 * Math.PI * y[lane]), sine[lane], 1e-13);
                Assert.Equal(Math.Cos(2 * Math.PI * y[lane]), cosine[lane], 1e-13);
                Assert.Equal(Math.Atan2(x[lane], y[lane]), angle[lane], 1e-13);
            }
        }
    }

    [Fact]
    public void ThePlaneIsWhole()
    {
        Vector256<double> y = Vector256.Create(0.0, 0, 0, 1);
        Vector256<double> x = Vector256.Create(0.0, 1, -1, 0);

        Assert.Equal(Vector256.Create(0, 0, Math.PI, Math.PI / 2), ScalarMath4.ArcTangent(y, x));
    }
}
