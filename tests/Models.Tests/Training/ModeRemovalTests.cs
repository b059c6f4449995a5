using LatentSim.Models.Encoder;
using LatentSim.Models.Features;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using MathNet.Numerics.Statistics;

namespace Models.Tests.Training;

/// <summary>
/// Two independent double wells: the slower, a nuisance, hides the other unless it is removed. Their jumps are such that the product of both, a mode too, is
/// well separated from the second.
/// </summary>
public sealed class ModeRemovalTests
{
    private const double NuisanceJump = 0.03;
    private const double WantedJump = 0.06;
    private static readonly SrvOptions Options = new() { Eigenfunctions = 3, Dimension = 1, HiddenWidth = 20, BatchSize = 2000, Epochs = 12, Patience = 12 };
    private static readonly float[][,] Trajectories = [.. Enumerable.Range(1, 4).Select(seed => DoubleWells.Trajectory(6000, NuisanceJump, WantedJump, seed))];

    [Fact]
    public void TheNuisanceIsTheSlowestModeUnlessItIsRemoved()
    {
        SrvResult result = SrvTraining.Train(Trajectories, 1, Options, 1);

        Assert.True(Overlap(result, 0) > 0.95);
        Assert.True(Overlap(result, 1) < 0.2);
    }

    // Jumps with chance p decorrelate as 1 - 2 p. Over 24 000 frames 2 p has a standard error of 0.0032, so that a false alarm at 0.015 is rarer than 1e-5.
    [Fact]
    public void DroppingTheFirstModeLeavesTheOtherWell()
    {
        SrvResult result = SrvTraining.Train(Trajectories, 1, Options with { DropModes = [1] }, 1);

        Assert.True(Overlap(result, 1) > 0.95);
        Assert.True(Overlap(result, 0) < 0.2);
        Assert.Equal(1 - (2 * WantedJump), result.Eigenvalues[0], 0.015);
        Assert.Equal(2, result.Eigenvalues.Length);
        Assert.Null(result.Deflation);
    }

    [Fact]
    public void DeflatingACoordinateLeavesTheOtherWell()
    {
        SrvResult result = SrvTraining.Train(Trajectories, 1, Options with { Deflate = [new DeflatedColumn(0, IsAngle: false)] }, 1);

        Assert.True(Overlap(result, 1) > 0.95);
        Assert.True(Overlap(result, 0) < 0.05);
        Assert.Equal(1 - (2 * WantedJump), result.Eigenvalues[0], 0.015);
    }

    [Fact]
    public void DeflatingAnAngleLeavesTheOtherWell()
    {
        float[][,] angles = [.. Trajectories.Select(DoubleWells.FirstAsAngle)];

        SrvResult result = SrvTraining.Train(angles, 1, Options with { Deflate = [new DeflatedColumn(0, IsAngle: true)] }, 1);

        double[] latents = Latents(result, angles);
        Assert.True(Math.Abs(Correlation.Pearson(latents, DoubleWells.Column(angles, 2))) > 0.95);
        Assert.True(Math.Abs(Correlation.Pearson(latents, DoubleWells.Column(Trajectories, 0).Select(Math.Sign).Select(sign => (double)sign))) < 0.05);
        Assert.Equal(1 - (2 * WantedJump), result.Eigenvalues[0], 0.015);
    }

    [Fact]
    public void LatentsOfADeflatedEncoderSpanTheUnitInterval()
    {
        SrvResult result = SrvTraining.Train(
            Trajectories, 1, Options with { Epochs = 2, Deflate = [new DeflatedColumn(0, IsAngle: false)] }, 1);

        double[] latents = Latents(result, Trajectories);
        Assert.Equal(0, latents.Min(), 1e-4);
        Assert.Equal(1, latents.Max(), 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void RefusesToDropAModeThatIsNotLearned(int mode)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SrvTraining.Train(Trajectories, 1, Options with { DropModes = [mode] }, 1));

        Assert.Contains($"[{mode}]", error.Message);
    }

    [Fact]
    public void RefusesToDeflateAFeatureThatIsNotThere()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => SrvTraining.Train(Trajectories, 1, Options with { Deflate = [new DeflatedColumn(1, IsAngle: true)] }, 1));

        Assert.Contains("feature 1", error.Message);
    }

    private static double Overlap(SrvResult result, int column) =>
        Math.Abs(Correlation.Pearson(Latents(result, Trajectories), DoubleWells.Column(Trajectories, column)));

    private static double[] Latents(SrvResult result, float[][,] trajectories)
    {
        FeatureDefinition columns = FeatureDefinition.OfColumns(trajectories[0].GetLength(1));
        SrvEncoder encoder = new(new EncoderWeights(columns, result.Encoder, result.Eigenvalues, 1) { Deflation = result.Deflation }, 0);
        return [.. trajectories.SelectMany(trajectory =>
        {
            float[] latents = new float[trajectory.GetLength(0) * encoder.Dimension];
            encoder.Encode(Rows.Span(trajectory), latents);
            return latents.Where((_, i) => i % encoder.Dimension == 0).Select(value => (double)value);
        })];
    }
}
