using LatentSim.Molecules.Numerics;

namespace Molecules.Tests.Numerics;

/// <summary>Every width of lanes gives the bits of <see cref="ScalarMath"/>.</summary>
public sealed class LaneMathTests
{
    private static readonly double[] Special = [0, -0.0, 0.125, 0.375, 0.5, 0.625, 0.75, 0.875, 1, -0.125, -0.5, -3.75, 2.5, 1e-18, -1e-9, 7.0 / 8];

    [Fact]
    public void LogarithmsHaveTheBitsOfOne()
    {
        double[] numbers = [.. Random(1, 20_000).Select(x => Math.ScaleB(x + 1e-3, (int)(x * 80) - 60)), 1, Math.Sqrt(2), 0.5, 2, 1 - 1e-16];
        CheckBoth(numbers, ScalarMath.Log, LaneMath.Log, LaneMath.Log);
    }

    [Fact]
    public void SinesAndCosinesOfTurnsHaveTheBitsOfOne()
    {
        double[] turns = [.. Random(2, 50_000), .. Random(3, 5_000).Select(x => (x - 0.5) * 1000), .. Special];
        CheckBoth(turns, x => ScalarMath.SinCosOfTurns(x).Sine, x => LaneMath.SinCosOfTurns(x).Sine, x => LaneMath.SinCosOfTurns(x).Sine);
        CheckBoth(turns, x => ScalarMath.SinCosOfTurns(x).Cosine, x => LaneMath.SinCosOfTurns(x).Cosine, x => LaneMath.SinCosOfTurns(x).Cosine);
    }

    [Fact]
    public void SinesOfAnglesHaveTheBitsOfOne()
    {
        double[] angles = [.. Random(4, 20_000).Select(x => (double)(float)((x - 0.5) * 20)), .. Special];
        CheckBoth(angles, x => ScalarMath.SinCos(x).Sine, x => LaneMath.SinCos(x).Sine, x => LaneMath.SinCos(x).Sine);
    }

    [Fact]
    public void WrappedAnglesHaveTheBitsOfOne()
    {
        double[] edges = [Math.PI, -Math.PI, Math.BitDecrement(Math.PI), Math.BitDecrement(-Math.PI), 3 * Math.PI, -3 * Math.PI, double.NaN, double.PositiveInfinity];
        double[] angles = [.. Random(5, 20_000).Select(x => (x - 0.5) * 100), .. Special, .. edges];
        CheckBoth(angles, ScalarMath.WrapAngle, LaneMath.WrapAngle, LaneMath.WrapAngle);
    }

    private static void CheckBoth(double[] numbers, Func<double, double> one, Func<NumberLanes4, NumberLanes4> four, Func<NumberLanes8, NumberLanes8> eight)
    {
        Check(numbers, one, four);
        Check(numbers, one, eight);
    }

    private static void Check<T>(double[] numbers, Func<double, double> one, Func<T, T> several)
        where T : unmanaged, INumberLanes<T>
    {
        double[] actual = new double[T.Count];
        for (int i = 0; i + T.Count <= numbers.Length; i++)
        {
            T.Store(several(T.Load(ref numbers[i])), ref actual[0]);
            for (int lane = 0; lane < T.Count; lane++)
            {
                if (BitConverter.DoubleToInt64Bits(one(numbers[i + lane])) != BitConverter.DoubleToInt64Bits(actual[lane]))
                    Assert.Fail($"of {numbers[i + lane]:R}: {actual[lane]:R}, expected {one(numbers[i + lane]):R}");
            }
        }
    }

    private static IEnumerable<double> Random(int seed, int count)
    {
        System.Random random = new(seed);
        return Enumerable.Range(0, count).Select(_ => random.NextDouble());
    }
}
