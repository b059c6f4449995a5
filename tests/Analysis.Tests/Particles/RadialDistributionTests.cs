using LatentSim.Analysis;
using LatentSim.Molecules.Random;

namespace Analysis.Tests.Particles;

public sealed class RadialDistributionTests
{
    private const int Frames = 4000;
    private const int Particles = 10;

    [Fact]
    public void IdealGasInAPeriodicCubeIsOneEverywhere()
    {
        var radial = RadialDistribution.InPeriodicCube(Particles, 6, 20);
        var random = new PhiloxStream(1, 0, 0, RandomPurpose.Start);
        var positions = new double[3 * Particles];
        for (var frame = 0; frame < Frames; frame++)
        {
            for (var i = 0; i < positions.Length; i++) positions[i] = 60 * (random.NextUniform() - 0.5);
            radial.Add(positions);
        }

        AssertOne(radial, r => 4 * Math.PI * r * r * 0.15 / 216);
    }

    [Fact]
    public void IdealGasInASphereIsOneEverywhere()
    {
        var radial = RadialDistribution.InSphere(Particles, 3, 20);
        var random = new PhiloxStream(2, 0, 0, RandomPurpose.Start);
        var positions = new double[3 * Particles];
        for (var frame = 0; frame < Frames; frame++)
        {
            for (var i = 0; i < Particles; i++)
            {
                var particle = positions.AsSpan(3 * i, 3);
                do
                {
                    for (var d = 0; d < 3; d++) particle[d] = 6 * (random.NextUniform() - 0.5);
                }
                while ((particle[0] * particle[0]) + (particle[1] * particle[1]) + (particle[2] * particle[2]) > 9);
            }

            radial.Add(positions);
        }

        AssertOne(radial, r => 3 * r * r / 27 * (1 - (r / 4) + (r * r * r / 432)) * 0.3);
    }

    [Fact]
    public void DistancesAreToTheNearestImage()
    {
        var radial = RadialDistribution.InPeriodicCube(2, 10, 50);
        radial.Add([-4.9, 0, 0, 4.95, 20, -30]);
        var values = radial.Values();
        Assert.Equal(1, values.Count(g => g > 0));

        // One pair at 0.15, in the shell from 0.1 to 0.2 of a volume of 1000.
        Assert.Equal(1000 / (4 * Math.PI / 3 * (0.008 - 0.001)), values[1], 1e-6);
        Assert.Equal(0.15, radial.Distances[1], 1e-12);
    }

    // A bin's count is nearly Poisson: five and a half standard deviations, 20 bins, false alarms below 1e-6. Bins of fewer than 400 expected pairs are left out.
    private static void AssertOne(RadialDistribution radial, Func<double, double> fractionAt)
    {
        var pairs = Frames * Particles * (Particles - 1) / 2.0;
        var values = radial.Values();
        var checkedBins = 0;
        for (var b = 0; b < values.Length; b++)
        {

            var fraction = fractionAt(radial.Distances[b]);
            if (fraction * pairs < 400) continue;
            checkedBins++;
            Assert.InRange(values[b], 1 - (5.5 / Math.Sqrt(fraction * pairs)), 1 + (5.5 / Math.Sqrt(fraction * pairs)));
        }

        Assert.True(checkedBins >= 17, $"{checkedBins} bins");
    }
}
