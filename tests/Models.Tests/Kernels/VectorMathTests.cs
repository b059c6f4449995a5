using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Molecules.Numerics;

namespace Models.Tests.Kernels;

public sealed class VectorMathTests
{
    private static readonly float[] Arguments = Enumerable.Range(-8600, 17_201).Select(i => i * 0.01f).ToArray();

    [Fact]
    public void ExpIsRightToThreeUnitsInTheLastPlace() => AssertRelative(VectorMath.Exp, Math.Exp, 3 * 1.2e-7);

    [Fact]
    public void SigmoidIsRight() => AssertRelative(VectorMath.Sigmoid, x => 1 / (1 + Math.Exp(-x)), 1e-6);

    [Fact]
    public void SoftplusIsRight() =>
        AssertRelative(VectorMath.Softplus, x => x > 0 ? x + Log1P(Math.Exp(-x)) : Log1P(Math.Exp(x)), 1e-6);

    [Fact]
    public void TanhIsRightAbsolutely()
    {
        foreach (float x in Arguments)
            Assert.Equal(Math.Tanh(x), VectorMath.Tanh(Vector256.Create(x)).ToScalar(), 2e-7);
    }

    [Fact]
    public void NotANumberStays()
    {
        Vector256<float> nan = Vector256.Create(float.NaN);
        Assert.True(float.IsNaN(VectorMath.Exp(nan).ToScalar()));
        Assert.True(float.IsNaN(VectorMath.Tanh(nan).ToScalar()));
        Assert.True(float.IsNaN(VectorMath.Softplus(nan).ToScalar()));
        Assert.True(float.IsNaN(VectorMath.Relu(nan).ToScalar()));
    }

    [Fact]
    public void ScalarFunctionsAreRightInDoublePrecision()
    {
        for (double x = 1e-10; x < 1; x *= 1.01)
        {
            Assert.Equal(Math.Log(x), ScalarMath.Log(x), 2e-14);
            (double sine, double cosine) = ScalarMath.SinCosOfTurns(x);
            Assert.Equal(Math.Sin(2 * Math.PI * x), sine, 2e-15);
            Assert.Equal(Math.Cos(2 * Math.PI * x), cosine, 2e-15);
        }
    }

    [Theory]
    [InlineData(Math.PI, -Math.PI)]
    [InlineData(-Math.PI, -Math.PI)]
    [InlineData(7, 7 - (2 * Math.PI))]
    [InlineData(-100, -100 + (32 * Math.PI))]
    public void AnglesAreWrapped(double angle, double expected) => Assert.Equal(expected, ScalarMath.WrapAngle(angle), 1e-12);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void NonFiniteValuesAreFoundWhereverTheyAre(float bad)
    {
        for (int length = 1; length < 40; length++)
        {
            float[] values = Enumerable.Repeat(float.MaxValue, length).ToArray();
            Assert.Equal(-1, FiniteCheck.FirstNonFinite(values));
            for (int i = 0; i < length; i++)
            {
                values[i] = bad;
                Assert.Equal(i, FiniteCheck.FirstNonFinite(values));
                values[i] = 0;
            }
        }
    }

    // log(1 + x) without the cancellation of small x (Goldberg 1991).
    private static double Log1P(double x) => 1 + x == 1 ? x : x * Math.Log(1 + x) / (1 + x - 1);

    private static void AssertRelative(Func<Vector256<float>, Vector256<float>> tested, Func<double, double> exact, double tolerance)
    {
        foreach (float x in Arguments)
        {
            double expected = exact(x);
            Assert.Equal(expected, tested(Vector256.Create(x)).ToScalar(), tolerance * Math.Abs(expected));
        }
    }
}
