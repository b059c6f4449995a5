using LatentSim.Models.ModelFile;
using LatentSim.Models.Propagator;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using Models.Tests.ModelFile;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class CoordinateTrainingTests
{
    private const double Decay = 0.95;
    private static readonly CoordinateData Data = new([Shifted(6000, 1), Shifted(6000, 2)], frameSpacing: 2);
    private static readonly TrainingOptions Options = new()
    {
        LagTime = 4,
        Srv = null,
        Propagator = new MixtureDensityOptions { Components = 3, HiddenWidth = 24, BatchSize = 200, LearningRate = 5e-3, Epochs = 25 },
    };

    /// <summary>The conditional mean of x two frames on is Decay^2 x about the process's mean; training on 12 000 frames finds it to a few hundredths.</summary>
    [Fact]
    public void CoordinatesAreTheLatentsScaledToTheDatasRange()
    {
        TrainedStages trained = CoordinateTraining.Train(Data, Options);
        Assert.Null(trained.Encoder);
        Assert.Equal(["mdn"], trained.Metrics.Select(stage => stage.Stage));
        CoordinateRange range = trained.Coordinates!;
        float[] all = [.. Data.Trajectories.SelectMany(table => table.Cast<float>())];
        Assert.Equal((all.Min(), all.Max()), (range.Minimum[0], range.Maximum[0]));
        Assert.All(trained.Starts!.Values, value => Assert.InRange(value, 0, 1));

        float[] probe = [9, 11];
        float[] latents = new float[2];
        range.ToLatents(probe, latents);
        MixtureDensity density = new(trained.Propagator!);
        for (int i = 0; i < 2; i++)
        {
            float[] mean = [MeanAt(density, latents[i])];
            range.ToCoordinates(mean, mean);
            Assert.Equal(10 + (Decay * Decay * (probe[i] - 10)), mean[0], 0.15);
        }
    }

    [Fact]
    public void AnEncoderLearnsTheEigenfunctionOfPlainNumbersAndTheModelFileKeepsIt()
    {
        TrainedStages trained = CoordinateTraining.Train(Data, Options with { Srv = new SrvOptions { Eigenfunctions = 1, HiddenWidth = 16, BatchSize = 1000, Epochs = 10 } });
        Assert.Null(trained.Coordinates);
        Assert.Equal(["srv", "mdn"], trained.Metrics.Select(stage => stage.Stage));
        Assert.Equal(Decay * Decay, trained.Encoder!.Eigenvalues[0], 0.05);

        Simulator simulator = TestSimulators.LatentOnly() with { Encoder = trained.Encoder, Propagator = trained.Propagator, Starts = trained.Starts, TimeUnit = "steps" };
        using TemporaryFolder folder = new();
        simulator.Save(folder.Path("a.lsbox"));
        Simulator loaded = Simulator.Load(folder.Path("a.lsbox"));
        Assert.Equal("steps", loaded.TimeUnit);
        float[] latents = new float[3];
        loaded.CreateEncoder().Encode([9, 10, 11], latents);
        Assert.Equal(latents[1] - latents[0], latents[2] - latents[1], 0.1);
        Assert.NotEqual(latents[0], latents[2]);
    }

    [Fact]
    public void AConstantCoordinateIsRefused() => Assert.Contains(
        "coordinate 0", Assert.Throws<ArgumentException>(() => CoordinateTraining.Train(new CoordinateData([new float[1000, 1]], 1), Options)).Message);

    [Fact]
    public void TablesOfDifferentColumnsAreRefused() =>
        Assert.Throws<ArgumentException>(() => new CoordinateData([new float[10, 1], new float[10, 2]], 1));

    private static float MeanAt(MixtureDensity density, float state)
    {
        var (weights, means, deviations) = (new double[density.Components], new double[density.Components], new double[density.Components]);
        density.At([state], weights, means, deviations);
        return (float)weights.Zip(means, (w, m) => w * m).Sum();
    }

    private static float[,] Shifted(int frames, int seed)
    {
        float[,] table = KnownProcesses.OrnsteinUhlenbeck(frames, Decay, seed);
        for (int i = 0; i < frames; i++)
            table[i, 0] += 10;
        return table;
    }
}
