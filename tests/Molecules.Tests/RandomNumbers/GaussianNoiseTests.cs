using LatentSim.Molecules.Random;

namespace Molecules.Tests.RandomNumbers;

public sealed class GaussianNoiseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(101)]
    public void TheNumbersAreThoseOfTheStream(int count)
    {
        double[] normals = new double[count];
        GaussianNoise.Fill(normals, 0x123456789abcdef, 7, 1L << 33, RandomPurpose.Thermostat);
        PhiloxStream stream = new(0x123456789abcdef, 7, 1L << 33, RandomPurpose.Thermostat);

        foreach (double normal in normals)
            Assert.Equal(stream.NextNormal(), normal, 1e-6);
    }

    [Fact]
    public void StepsTrajectoriesAndPurposesHaveTheirOwnNumbers()
    {
        double[][] all = [.. Enumerable.Range(0, 4).Select(_ => new double[8])];
        GaussianNoise.Fill(all[0], 1, 0, 0, RandomPurpose.Thermostat);
        GaussianNoise.Fill(all[1], 1, 1, 0, RandomPurpose.Thermostat);
        GaussianNoise.Fill(all[2], 1, 0, 1, RandomPurpose.Thermostat);
        GaussianNoise.Fill(all[3], 1, 0, 0, RandomPurpose.Velocities);

        Assert.Equal(32, all.SelectMany(normals => normals).Distinct().Count());
    }

    [Fact]
    public void NegativeKeysAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianNoise.Fill(new double[3], 1, -1, 0, RandomPurpose.Thermostat));
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianNoise.Fill(new double[3], 1, 0, -1, RandomPurpose.Thermostat));
    }
}
