using LatentSim.Models.Kernels;
using LatentSim.Models.Training;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class SrvTrainingTests
{
    private const double Decay = 0.9;
    private static readonly SrvOptions Options = new() { Eigenfunctions = 2, HiddenWidth = 24, BatchSize = 1000, Epochs = 20, Patience = 20 };
    private static readonly float[][,] Trajectories = [.. Enumerable.Range(1, 4).Select(seed => KnownProcesses.OrnsteinUhlenbeck(6000, Decay, seed))];

    // The standard error of each autocorrelation over 19 000 pairs is below 0.01: at 4 of them a false alarm is rarer than 1e-4. A short training leaves the second lower.
    [Fact]
    public void FindsTheEigenvaluesAndTheFirstEigenfunctionOfAnOrnsteinUhlenbeckProcess()
    {
        SrvResult result = SrvTraining.Train(Trajectories, 5, Options with { Dimension = 1 }, 1);

        Assert.Equal(Decay, result.Eigenvalues[0], 0.04);
        Assert.Equal(Decay * Decay, result.Eigenvalues[1], 0.06);
        Assert.Equal(Decay, result.ValidationEigenvalues[0], 0.06);
        Assert.Equal(-5 / Math.Log(result.Eigenvalues[0]), result.Timescales[0], 1e-9);
        Assert.True(Math.Abs(Correlation(Trajectories[0], Encode(result, Trajectories[0]))) > 0.97);
    }

    [Fact]
    public void ScalesLatentsOfItsDataToTheUnitInterval()
    {
        SrvResult result = SrvTraining.Train(Trajectories, 5, Options with { Epochs = 2, Dimension = 2 }, 1);

        float[] latents = [.. Trajectories.SelectMany(trajectory => Encode(result, trajectory))];
        for (int d = 0; d < 2; d++)
        {
            float[] column = [.. latents.Where((_, i) => i % 2 == d)];
            Assert.Equal(0, column.Min(), 1e-5);
            Assert.Equal(1, column.Max(), 1e-5);
        }
    }

    [Fact]
    public void IsTheSameAgainFromTheSameSeedAndOtherwiseFromAnother()
    {
        SrvOptions brief = Options with { Epochs = 2 };
        float[] first = SrvTraining.Train(Trajectories, 5, brief, 7).Encoder.Layers[1].Weights;
        float[] again = SrvTraining.Train(Trajectories, 5, brief, 7).Encoder.Layers[1].Weights;
        float[] other = SrvTraining.Train(Trajectories, 5, brief, 8).Encoder.Layers[1].Weights;

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void RefusesTrajectoriesShorterThanTheLag()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => SrvTraining.Train([new float[3, 1]], 5, Options with { LagFrames = 4 }, 1));

        Assert.Contains("4 apart", error.Message);
    }

    [Fact]
    public void SaysThatTrainingDivergedWhenAFeatureIsNotANumber()
    {
        float[,] broken = KnownProcesses.OrnsteinUhlenbeck(500, Decay, 1);
        broken[100, 0] = float.NaN;

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => SrvTraining.Train([broken], 5, Options, 1));

        Assert.Equal("srv", error.Stage);
    }

    private static float[] Encode(SrvResult result, float[,] features)
    {
        float[] latents = new float[features.GetLength(0) * result.Dimension];
        new PerceptronKernel(result.Encoder).Evaluate(Rows.Span(features), latents, features.GetLength(0));
        return latents;
    }

    private static double Correlation(float[,] x, float[] y) =>
        MathNet.Numerics.Statistics.Correlation.Pearson(x.Cast<float>().Select(value => (double)value), y.Select(value => (double)value));
}
