using LatentSim.Molecules.Dynamics;

namespace Molecules.Tests.Dynamics;

public sealed class FastestVibrationTests
{
    [Fact]
    public void ItIsThatOfTheLightestOfEqualOscillators()
    {
        double period = FastestVibration.Period(new Oscillators(4, 8), [9, 3, 2, 30], [0.1, 0, -0.2, 0]);

        Assert.Equal(Math.PI, period, 1e-6);
    }

    [Fact]
    public void ItIsEndlessWhereNothingPullsBack() => Assert.Equal(double.PositiveInfinity, FastestVibration.Period(new Oscillators(2, 0), [1, 1], [0, 0]));

    [Fact]
    public void LengthsThatDoNotFitAreRefused() => Assert.Throws<ArgumentException>(() => FastestVibration.Period(new Oscillators(2, 1), [1], [0, 0]));
}
