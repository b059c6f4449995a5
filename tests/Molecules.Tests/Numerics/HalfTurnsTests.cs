using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace Molecules.Tests.Numerics;

public sealed class HalfTurnsTests
{
    [Fact]
    public void CosinesAreExactToRounding()
    {
        for (int i = -20_000; i <= 20_000; i++)
        {
            double halfTurns = i / 512.0;

            // The fraction of a turn is exact, so that only the cosine itself is compared.
            double expected = Math.Cos(Math.PI * Math.IEEERemainder(halfTurns, 2));
            double cosine = HalfTurns.AddCosine<double, ScalarArithmetic>(halfTurns, 1, 0);
            Assert.Equal(expected, cosine, 4e-16);
            Assert.Equal(cosine, HalfTurns.AddCosine<Vector256<double>, Arithmetic4>(Vector256.Create(0, halfTurns, 1, 2), Vector256<double>.One, Vector256<double>.Zero)[1]);
        }
    }

    [Fact]
    public void TheAmplitudeAndWhatIsAddedCount() =>
        Assert.Equal(7 - 3, HalfTurns.AddCosine<double, ScalarArithmetic>(57, 3, 7));
}
