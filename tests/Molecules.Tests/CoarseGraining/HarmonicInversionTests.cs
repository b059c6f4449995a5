using LatentSim.Molecules.CoarseGraining;

namespace Molecules.Tests.CoarseGraining;

public sealed class HarmonicInversionTests
{
    [Theory]
    [InlineData(0.15, 8e4, "Bond")]
    [InlineData(0.38, 60, "Bond")]
    [InlineData(1.9, 300, "Angle")]
    [InlineData(2.0, 8, "Angle")]
    [InlineData(3.0, 20, "Angle")]
    [InlineData(-1.0, 30, "Torsion")]
    public void TheMomentsOfAKnownEnergyGiveItBack(double centre, double strength, string volume)
    {
        (double mean, double variance) = Moments(centre, strength, volume);

        HarmonicInversion fit = HarmonicInversion.Fit(mean, variance, Enum.Parse<CoordinateVolume>(volume));

        Assert.Equal(centre, fit.Centre, 2e-3 / Math.Sqrt(strength));
        Assert.Equal(1, fit.Strength / strength, 2e-3);
    }

    private static (double Mean, double Variance) Moments(double centre, double strength, string volume)
    {
        double width = 9 / Math.Sqrt(strength);
        double first = volume == "Torsion" ? centre - width : Math.Max(0, centre - width);
        double last = volume == "Angle" ? Math.Min(Math.PI, centre + width) : centre + width;
        const int Points = 200_000;
        double[] values = [.. Enumerable.Range(0, Points).Select(i => first + ((last - first) * (i + 0.5) / Points))];
        double[] weights = Array.ConvertAll(values, q => Volume(q, volume) * Math.Exp(-0.5 * strength * (q - centre) * (q - centre)));
        double mean = values.Zip(weights, (q, w) => q * w).Sum() / weights.Sum();
        return (mean, values.Zip(weights, (q, w) => (q - mean) * (q - mean) * w).Sum() / weights.Sum());
    }

    private static double Volume(double q, string volume) => volume switch
    {
        "Bond" => q * q,
        "Angle" => Math.Sin(q),
        _ => 1,
    };
}
