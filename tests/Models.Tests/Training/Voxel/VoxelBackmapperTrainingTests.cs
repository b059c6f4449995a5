using LatentSim.Models.Backmapper.Voxel;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using TestSupport;
using TorchSharp;

namespace Models.Tests.Training.Voxel;

[Collection(TorchCollection.Name)]
public sealed class VoxelBackmapperTrainingTests
{
    private static readonly TrainingData Data = SyntheticDynamics.Make(trajectories: 2, frames: 120);
    private static readonly VoxelBackmapperOptions Tiny = new()
    {
        Grid = new VoxelGrid(6, 1.4, 0.14), LatentSize = 8, EncoderChannels = 6, DecoderChannels = 6, BatchSize = 16, LearningRate = 5e-3,
        Steps = 40, ValidationInterval = 8, ValidationPairs = 16, DivergenceCycles = 0, CodeSamples = 64, Components = 2, Seeds = 10,
    };

    [Fact]
    public void ThePublishedSizesHaveOnePointTwoMillionParameters()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using VoxelAutoencoder network = new(22, 6, new VoxelBackmapperOptions(), torch.CPU);
        long count = network.parameters().Sum(parameter => parameter.numel());
        Assert.Equal(1.15e6, count, 0.02e6);
    }

    [Theory]
    [InlineData(VoxelOrientation.Random, true)]
    [InlineData(VoxelOrientation.Sites, true)]
    [InlineData(VoxelOrientation.Sites, false)]
    public void TheLossFallsAndAllIsTheSameAgainFromTheSameSeed(VoxelOrientation orientation, bool usesPrevious)
    {
        VoxelBackmapperOptions options = Tiny with { Orientation = orientation, UsesPrevious = usesPrevious };
        (VoxelBackmapperWeights weights, StageMetrics metrics) = VoxelBackmapperTraining.Train(Data, options, new TorchSettings());
        (VoxelBackmapperWeights again, _) = VoxelBackmapperTraining.Train(Data, options, new TorchSettings());

        Assert.Null(weights.Problem());
        Assert.Equal(5, metrics.Epochs.Count);
        Assert.Equal(TrainingStop.Completed, metrics.Stop);
        Assert.True(metrics.Epochs[^1].ValidationLoss < 0.8 * metrics.Epochs[0].ValidationLoss, $"From {metrics.Epochs[0].ValidationLoss} to {metrics.Epochs[^1].ValidationLoss}.");
        Assert.Equal(weights.Decoder.Output.Weights, again.Decoder.Output.Weights);
        Assert.Equal(weights.Codes.Factors, again.Codes.Factors);
        Assert.Equal(orientation == VoxelOrientation.Sites ? 18 : 0, weights.Reference.Length);
    }

    [Fact]
    public void AnInterruptionKeepsTheWeightsSoFar()
    {
        CancelAfter progress = new(1);
        (VoxelBackmapperWeights weights, StageMetrics metrics) =
            VoxelBackmapperTraining.Train(Data, Tiny with { Steps = 100_000, ValidationInterval = 2 }, new TorchSettings(), progress, progress.Token);
        Assert.Equal(TrainingStop.Interrupted, metrics.Stop);
        Assert.Single(metrics.Epochs);
        Assert.Null(weights.Problem());
    }

    [Fact]
    public void NothingIsLeftBehind()
    {
        VoxelBackmapperOptions brief = Tiny with { Steps = 2, ValidationInterval = 1 };
        VoxelBackmapperTraining.Train(Data, brief, new TorchSettings());
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        VoxelBackmapperTraining.Train(Data, brief, new TorchSettings());
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(VoxelOrientation.Random)]
    [InlineData(VoxelOrientation.Sites)]
    public void TheKernelDecodesAsTheNetworkInTrainingDoes(VoxelOrientation orientation)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(7);
        VoxelBackmapperOptions options = Tiny with { Orientation = orientation };
        float[] reference = orientation == VoxelOrientation.Sites ? SitesReference.Of(Data.AllCoarse()) : [];
        using VoxelAutoencoder network = new(22, 6, options, torch.CPU);
        VoxelBatch batch = new VoxelFrames(Data, 1, reference, torch.CPU).Take([50]);
        torch.Tensor codes = torch.randn(1, 8);
        float[] expected = network.Decode(codes, batch).Atoms.data<float>().ToArray();

        float[] frames = Rows.Span(Data.AllAtoms()).ToArray();
        float[] previous = frames[(50 * 66)..(51 * 66)];
        float[] sites = new float[18];
        Data.CopySites(frames.AsSpan(51 * 66, 66), sites);
        GaussianMixture unit = new([1], new float[8], [.. Enumerable.Range(0, 64).Select(i => i % 9 == 0 ? 1f : 0)]);
        VoxelBackmapper kernel = new(new VoxelBackmapperWeights(
            Data.CoarseAtoms.ToArray(), 22, options.Grid, true, network.ToWeights(), unit, new BackmapperSeeds(sites, previous)) { Reference = reference });
        float[] actual = new float[66];
        kernel.See(sites, previous);
        kernel.Place(codes.data<float>().ToArray(), actual);

        // The network's frame is where it was turned to.
        Superposition.Fit(sites, batch.Sites.data<float>().ToArray()).Apply(actual, actual);
        AssertClose.All(expected, actual, 2e-5);
    }

    [Fact]
    public void FramesTurnedByTheirSitesTurnWithTheirInput()
    {
        (VoxelBackmapperWeights weights, _) = VoxelBackmapperTraining.Train(
            Data, Tiny with { Orientation = VoxelOrientation.Sites, Steps = 2, ValidationInterval = 2 }, new TorchSettings());
        VoxelBackmapper kernel = new(weights);
        float[] atoms = AlanineDipeptide.Positions;
        float[] sites = new float[18];
        Data.CopySites(atoms, sites);
        float[] code = new float[8];
        float[] plain = new float[66];
        kernel.See(sites, atoms);
        kernel.Place(code, plain);

        float[] turnedSites = Turned(sites);
        float[] turned = new float[66];
        kernel.See(turnedSites, Turned(atoms));
        kernel.Place(code, turned);

        AssertClose.All(Turned(plain), turned, 2e-5);
    }

    // A quarter turn about x and a shift.
    private static float[] Turned(float[] positions)
    {
        float[] turned = new float[positions.Length];
        for (int i = 0; i < positions.Length; i += 3)
            (turned[i], turned[i + 1], turned[i + 2]) = (positions[i] + 0.4f, positions[i + 2] - 1, -positions[i + 1]);
        return turned;
    }
}
