using LatentSim.Models.Decoder;
using LatentSim.Models.Features;
using LatentSim.Models.Propagator;
using LatentSim.Models.Stages;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using TestSupport;
using TorchSharp;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class SimulatorTrainingTests
{
    private const int Walkers = 8;
    private const int Steps = 20;
    private static readonly TrainingData Data = SyntheticDynamics.Make(trajectories: 2, frames: 1200);
    private static readonly FeatureDefinition Features = new FeatureBuilder(AlanineDipeptide.Topology).AddBackboneTorsions().Build();
    private static readonly SplineFlowOptions Flow = new() { Couplings = 2, HiddenWidth = 24, Bins = 6, Epochs = 6, BatchSize = 128, LearningRate = 3e-3 };
    private static readonly TrainingOptions Options = new()
    {
        LagTime = 2,
        Srv = new SrvOptions { Eigenfunctions = 3, HiddenWidth = 24, BatchSize = 500, Epochs = 8 },
        Propagator = new MixtureDensityOptions { Components = 4, HiddenWidth = 24, BatchSize = 200, Epochs = 6 },
        FlowDecoder = new FlowDecoderOptions { Flow = Flow },
        Wgan = new WganOptions { HiddenWidth = 24, BatchSize = 128, Epochs = 1 },
        FlowBackmapper = new FlowBackmapperOptions { Flow = Flow with { Epochs = 3 }, Seeds = 20 },
    };

    [Fact]
    public void TrainsStagesWhoseKernelsRunAndKeepTheMoleculesShape()
    {
        RecordingProgress progress = new();
        TrainedStages trained = SimulatorTraining.Train(Data, Features, Options, progress);

        Assert.Equal(["srv", "mdn", "decoder", "backmapper"], trained.Metrics.Select(stage => stage.Stage));
        Assert.Equal(["srv", "mdn", "decoder", "backmapper"], progress.Epochs.Select(epoch => epoch.Stage).Distinct());
        Assert.Equal(1, trained.Encoder!.Dimension);
        Assert.Equal(500, trained.Starts!.Count);

        // The basins exchange with 0.02 a frame either way: lambda = (1 - 2 * 0.02)^2 at a lag of 2 frames, with a standard error of about 0.02.
        Assert.Equal(0.92, trained.Encoder.Eigenvalues[0], 0.08);

        Assert.NotEmpty(((FlowDecoderWeights)trained.Decoder!).Skeleton!.Contacts.Pairs);
        Assert.NotEmpty(((FlowBackmapperWeights)trained.Backmapper!).Contacts!.Pairs);
        using FrameBlock atoms = Run(trained);
        for (int step = 0; step < Steps; step++)
        {
            for (int walker = 0; walker < Walkers; walker++)
                AssertMolecule(atoms.Step(step).Slice(walker * 66, 66));
        }
    }

    [Fact]
    public void TrainsThePublishedDecoder()
    {
        TrainedStages trained = SimulatorTraining.Train(Data, Features, Options with { Decoder = DecoderKind.Wgan, Backmapper = BackmapperKind.None });

        WganDecoderWeights weights = Assert.IsType<WganDecoderWeights>(trained.Decoder);
        Assert.Equal(6, new WganDecoder(weights).Sites);
        Assert.Null(trained.Backmapper);
    }

    [Fact]
    public void IsTheSameAgainFromTheSameSeed()
    {
        TrainingOptions brief = Options with { Srv = Options.Srv! with { Epochs = 1 }, Propagator = Options.Propagator with { Epochs = 1 }, Backmapper = BackmapperKind.None };
        FlowDecoderWeights first = (FlowDecoderWeights)SimulatorTraining.Train(Data, Features, brief).Decoder!;
        FlowDecoderWeights again = (FlowDecoderWeights)SimulatorTraining.Train(Data, Features, brief).Decoder!;

        Assert.Equal(first.Flow.Couplings[1].Conditioner.Layers[2].Weights, again.Flow.Couplings[1].Conditioner.Layers[2].Weights);
    }

    [Fact]
    public void LeavesNoTensorsBehind()
    {
        TrainingOptions brief = Options with
        {
            Srv = Options.Srv! with { Epochs = 2 }, Propagator = Options.Propagator with { Epochs = 2 }, Decoder = DecoderKind.None, Backmapper = BackmapperKind.None,
        };
        SimulatorTraining.Train(Data, Features, brief);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        SimulatorTraining.Train(Data, Features, brief);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void GoesOnWithTheNextStageWhenOneIsEnded()
    {
        using TrainingInterrupt interrupt = new();
        RecordingProgress progress = new(epoch =>
        {
            if (epoch is { Stage: "mdn", Epoch: 2 })
                interrupt.EndStage();
        });

        TrainedStages trained = SimulatorTraining.Train(Data, Features, Options with { Decoder = DecoderKind.None }, progress, interrupt);

        Assert.Equal([TrainingStop.Completed, TrainingStop.Interrupted, TrainingStop.Completed], trained.Metrics.Select(stage => stage.Stop));
        Assert.Equal(2, trained.Metrics[1].Epochs.Count);
    }

    [Fact]
    public void GivesUpWhenStopped()
    {
        using TrainingInterrupt interrupt = new();
        RecordingProgress progress = new(_ => interrupt.Stop());

        Assert.Throws<OperationCanceledException>(() => SimulatorTraining.Train(Data, Features, Options, progress, interrupt));
        Assert.Single(progress.Epochs);
    }

    [Fact]
    public void RefusesALagThatIsNoWholeNumberOfFrames()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SimulatorTraining.Train(Data, Features, Options with { LagTime = 2.5 }));

        Assert.Contains("2.5 ps", error.Message);
    }

    [Fact]
    public void SeedsFirstFramesWithPairsInOneFrameOfReference()
    {
        (FlowBackmapperWeights weights, _) = BackmapperTraining.Train(
            Data, Options.FlowBackmapper with { Flow = Flow with { Epochs = 1 } }, new TorchSettings());

        Assert.Equal(20 * 18, weights.Seeds.Coarse.Length);
        float[] own = new float[18];
        for (int pair = 0; pair < 20; pair++)
        {
            Data.CopySites(weights.Seeds.PreviousAtoms.AsSpan(pair * 66, 66), own);
            ReadOnlySpan<float> coarse = weights.Seeds.Coarse.AsSpan(pair * 18, 18);
            Assert.Equal(Superposition.MinimalRmsd(own, coarse), Deviation(own, coarse), 1e-5);
        }
    }

    [Fact]
    public void TrainsABackmapperThatDrawsEachFrameByItself()
    {
        FlowBackmapperOptions alone = Options.FlowBackmapper with { UsesPrevious = false, Flow = Flow with { Epochs = 1 } };
        (FlowBackmapperWeights weights, _) = BackmapperTraining.Train(Data, alone, new TorchSettings());
        Assert.False(weights.UsesPrevious);
        Assert.Null(weights.Problem());
        Assert.Equal(12, weights.Flow.ConditionSize);

        // A single frame has no reverse: asked for or not, the same samples are learned from.
        (FlowBackmapperWeights oneWay, _) = BackmapperTraining.Train(Data, alone with { TimeReversal = false }, new TorchSettings());
        Assert.Equal(oneWay.Flow.Couplings[0].Conditioner.Layers[0].Weights, weights.Flow.Couplings[0].Conditioner.Layers[0].Weights);
    }

    [Fact]
    public void ABackmapperCanBeTrainedAlone()
    {
        TrainedStages alone = SimulatorTraining.TrainBackmapperAlone(Data, Options);
        Assert.Equal(["backmapper"], alone.Metrics.Select(stage => stage.Stage));
        Assert.Null(alone.Encoder);
        Assert.Null(alone.Propagator);
        Assert.Null(alone.Starts);
        Assert.Null(alone.Decoder);
        Assert.Equal(Data.CoarseAtoms.ToArray(), alone.Backmapper!.CoarseAtoms);
        Assert.Null(alone.Backmapper.Problem());
        Assert.Throws<ArgumentException>(() => SimulatorTraining.TrainBackmapperAlone(Data, Options with { Backmapper = BackmapperKind.None }));
    }

    private static FrameBlock Run(TrainedStages trained)
    {
        using LatentBlock latents = LatentBlock.Rent(0, Steps, 0, Walkers, 1);
        using FrameBlock coarse = FrameBlock.Rent(0, Steps, 0, Walkers, 6);
        FrameBlock atoms = FrameBlock.Rent(0, Steps, 0, Walkers, AlanineDipeptide.AtomCount);
        new MixtureDensityPropagator(trained.Propagator!, trained.Starts!).Propagate(5, latents, new float[Walkers]);
        new FlowDecoder((FlowDecoderWeights)trained.Decoder!).Decode(5, latents, coarse);
        trained.Backmapper!.CreateBackmapper().Backmap(5, coarse, new float[Walkers * 66], atoms);
        return atoms;
    }

    // Bonds tremble by 0.003 nm in the data; a briefly trained flow is allowed ten times that.
    private static void AssertMolecule(ReadOnlySpan<float> atoms)
    {
        foreach ((int first, int second) in AlanineDipeptide.Topology.Bonds)
        {
            double expected = Distances.Compute(AlanineDipeptide.Positions, first, second);
            Assert.Equal(expected, Distances.Compute(atoms, first, second), 0.03);
        }
    }

    private static double Deviation(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        return Math.Sqrt(sum / (x.Length / 3));
    }

    private sealed class RecordingProgress(Action<TrainingEpoch>? heard = null) : ITrainingProgress
    {
        public List<TrainingEpoch> Epochs { get; } = [];

        public void Report(TrainingEpoch epoch)
        {
            Epochs.Add(epoch);
            heard?.Invoke(epoch);
        }
    }
}
