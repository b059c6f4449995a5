using LatentSim.Models.Decoder;
using LatentSim.Models.Devices;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
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

    internal static void AssertSameFrames(IDecoder kernel, IDecoder decoder, int steps, int walkers)
    {
        using LatentBlock latents = LatentBlock.Rent(3, steps, 7, walkers, 2);
        RandomWeights.Normals(new System.Random(5), latents.Values.Length, 0.4).CopyTo(latents.Values);
        AssertSameFrames(kernel, decoder, latents);
    }

    private static void AssertSameFrames(IDecoder kernel, IDecoder decoder, LatentBlock latents)
    {
        using FrameBlock expected = FrameBlock.Rent(latents.FirstStep, latents.Steps, latents.FirstWalker, latents.Walkers, kernel.Sites);
        using FrameBlock found = FrameBlock.Rent(latents.FirstStep, latents.Steps, latents.FirstWalker, latents.Walkers, kernel.Sites);
        kernel.Decode(Seed, latents, expected);
        decoder.Decode(Seed, latents, found);
        AssertClose.All(expected.Values, found.Values, 1e-5);
    }
}
