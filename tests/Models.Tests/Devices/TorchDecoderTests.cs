using LatentSim.Models.Decoder;
using LatentSim.Models.Devices;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using Models.Tests.Decoder;
using Models.Tests.Training;

namespace Models.Tests.Devices;

[Collection(TorchCollection.Name)]
public sealed class TorchDecoderTests
{
    private const ulong Seed = 11;
    private static readonly TorchDevice Device = TorchDevice.Open("torch:0");

    [Fact]
    public void FramesOfTheGeneratorAreThoseOfTheKernel()
    {
        WganDecoderWeights weights = RandomModels.WganDecoder();
        AssertSameFrames(new WganDecoder(weights), new TorchWganDecoder(weights, Device, isLast: true), steps: 5, walkers: 300);
    }

    // The skeleton's contacts make some frames be drawn again.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FramesOfTheFlowAreThoseOfTheKernel(bool hasSkeleton)
    {
        FlowDecoderWeights weights = RandomModels.FlowDecoder();
        weights = hasSkeleton ? weights : weights with { Skeleton = null };
        AssertSameFrames(new FlowDecoder(weights), new TorchFlowDecoder(weights, Device, isLast: true), steps: 2, walkers: 200);
    }

    [Fact]
    public void FramesPlacedByMidpointsAreThoseOfTheKernel()
    {
        FlowDecoderWeights weights = MidpointDecoderTests.Weights();
        AssertSameFrames(new FlowDecoder(weights), new TorchFlowDecoder(weights, Device, isLast: true), steps: 2, walkers: 100);
    }

    // Overlaps that are pushed apart end within the limits, from where rounding decides whether one push more is made.
    [Fact]
    public void OverlapsArePushedApartAsByTheKernel()
    {
        AtomPair[] pairs = [new(0, 3), new(1, 4), new(0, 4)];
        FlowDecoderWeights weights = MidpointDecoderTests.Weights(ends: 0.6f) with
        {
            Skeleton = new SkeletonWeights(5, [], [], new ContactLimits(pairs, [0.5f, 0.5f, 0.5f])),
        };
        AssertSameFrames(new FlowDecoder(weights), new TorchFlowDecoder(weights, Device, isLast: true), steps: 1, walkers: 200, tolerance: 1e-3);
    }

    [Fact]
    public void LatentsThatAreOnTheDeviceAreReadThere()
    {
        WganDecoderWeights weights = RandomModels.WganDecoder();
        StartLatents starts = new(2, RandomWeights.Normals(new System.Random(2), 60));
        using LatentBlock latents = LatentBlock.Rent(0, 4, 0, 20, 2);
        new TorchPropagator(RandomWeights.Mixture(new System.Random(1), 2, 5), starts, Device).Propagate(Seed, latents, new float[40]);

        AssertSameFrames(new WganDecoder(weights), new TorchWganDecoder(weights, Device, isLast: false), latents);
    }

    [Fact]
    public void ALatentThatIsNoNumberIsNamed()
    {
        using LatentBlock latents = LatentBlock.Rent(10, 3, 50, 4, 2);
        using FrameBlock frames = FrameBlock.Rent(10, 3, 50, 4, RandomModels.CoarseAtoms.Length);
        latents.Values.Clear();
        latents.Step(1)[5] = float.PositiveInfinity;

        NonFiniteStateException failure = Assert.Throws<NonFiniteStateException>(
            () => new TorchWganDecoder(RandomModels.WganDecoder(), Device, isLast: true).Decode(Seed, latents, frames));

        Assert.Equal((52, 11), (failure.Walker, failure.Step));
    }

    private static void AssertSameFrames(IDecoder kernel, IDecoder decoder, int steps, int walkers, double tolerance = 1e-5)
    {
        using LatentBlock latents = LatentBlock.Rent(3, steps, 7, walkers, 2);
        RandomWeights.Normals(new System.Random(5), latents.Values.Length, 0.4).CopyTo(latents.Values);
        AssertSameFrames(kernel, decoder, latents, tolerance);
    }

    private static void AssertSameFrames(IDecoder kernel, IDecoder decoder, LatentBlock latents, double tolerance = 1e-5)
    {
        using FrameBlock expected = FrameBlock.Rent(latents.FirstStep, latents.Steps, latents.FirstWalker, latents.Walkers, kernel.Sites);
        using FrameBlock found = FrameBlock.Rent(latents.FirstStep, latents.Steps, latents.FirstWalker, latents.Walkers, kernel.Sites);
        kernel.Decode(Seed, latents, expected);
        decoder.Decode(Seed, latents, found);
        AssertClose.All(expected.Values, found.Values, tolerance);
    }
}
