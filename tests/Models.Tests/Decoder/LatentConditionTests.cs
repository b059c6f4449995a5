using LatentSim.Models.Decoder;
using LatentSim.Models.Weights;

namespace Models.Tests.Decoder;

public sealed class LatentConditionTests
{
    [Fact]
    public void ConditionIsTheStandardizedPointAndItsRank()
    {
        var condition = new LatentCondition(new LatentScale([0.5f], [0.25f], [0, 0.2f, 1]));
        float[] row = new float[2];

        condition.Fill([0.6f], row);

        Assert.Equal(0.4f, row[0], 1e-6f);
        Assert.Equal(Math.Sqrt(3) * 0.5, row[1], 1e-6);
    }

    [Theory]
    [InlineData(-1, -1.7320508f)]
    [InlineData(0, -1.7320508f)]
    [InlineData(1, 1.7320508f)]
    [InlineData(7, 1.7320508f)]
    public void RankStaysWithinTheTrainingRange(float latent, float rank)
    {
        var condition = new LatentCondition(new LatentScale([0], [1], [0, 0, 0.4f, 1, 1]));
        float[] row = new float[2];
        condition.Fill([latent], row);
        Assert.Equal(rank, row[1], 1e-6f);
    }

    [Fact]
    public void FittedRanksOfTheTrainingPointsAreUniform()
    {
        var random = new System.Random(4);
        float[] latents = [.. Enumerable.Range(0, 5000).Select(_ => (float)Math.Pow(random.NextDouble(), 4))];
        var condition = new LatentCondition(LatentCondition.Fit(latents, 1));
        float[] row = new float[2];
        double mean = 0, square = 0;
        foreach (float latent in latents)
        {
            condition.Fill([latent], row);
            mean += row[1] / latents.Length;
            square += row[1] * row[1] / latents.Length;
        }

        Assert.Equal(0, mean, 0.02);
        Assert.Equal(1, square, 0.02);
    }

    [Fact]
    public void ScalesThatCannotBeFittedAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new LatentCondition(new LatentScale([0], [0], [0, 1])));
        Assert.Throws<ArgumentException>(() => new LatentCondition(new LatentScale([0], [1], [0])));
        Assert.Throws<ArgumentException>(() => new LatentCondition(new LatentScale([0], [1], [1, 0])));
        Assert.Throws<ArgumentException>(() => new LatentCondition(new LatentScale([0], [1], [0, float.NaN])));
    }
}
