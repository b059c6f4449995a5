using LatentSim.Models.Decoder;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace Models.Tests.Decoder;

public sealed class DecoderTests
{
    private const int Sites = 5;
    private const int Steps = 12;
    private const int Walkers = 25;
    private static readonly float[] Latents = RandomWeights.Normals(new System.Random(9), Steps * Walkers * 2, 0.3);

    public static TheoryData<string, int, int> Blocks => new()
    {
        { "flow", 1, Walkers }, { "flow", 5, 4 }, { "flow", Steps, 1 }, { "wgan", 1, Walkers }, { "wgan", 5, 4 }, { "wgan", Steps, 1 },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void AFrameDoesNotDependOnItsBlock(string kind, int blockSteps, int blockWalkers) =>
        Assert.Equal(Decode(kind, Steps, Walkers), Decode(kind, blockSteps, blockWalkers));

    [Theory]
    [InlineData("flow")]
    [InlineData("wgan")]
    public void SeedsAndStepsDrawDifferentFrames(string kind)
    {
        float[] frames = Decode(kind, Steps, Walkers);
        Assert.Equal(Steps * Walkers, frames.Chunk(Sites * 3).Select(frame => frame[4]).Distinct().Count());
        Assert.NotEqual(frames, Decode(kind, Steps, Walkers, seed: 2));
    }

    [Fact]
    public void FlowFramesAreSuperposedOnTheReference()
    {
        FlowDecoderWeights weights = RandomModels.FlowDecoder();
        foreach (float[] frame in Decode("flow", Steps, Walkers).Chunk(Sites * 3))
        {
            double direct = Math.Sqrt(frame.Zip(weights.Reference, (a, b) => (double)(a - b) * (a - b)).Sum() / Sites);
            Assert.Equal(Superposition.MinimalRmsd(frame, weights.Reference), direct, 1e-5);
        }
    }

    // An untrained (zero) flow draws standard normal variables, so that every linear coordinate has its training mean and deviation. The mean of
    // 2000 draws is within 6 standard errors but once in 5e8.
    [Fact]
    public void AnIdentityFlowGivesTheScalesBack()
    {
        FlowDecoderWeights weights = RandomModels.FlowDecoder();
        FlowDecoder decoder = new(weights with { Flow = weights.Flow with { Couplings = [] }, Skeleton = null });
        const int Frames = 2000;
        using LatentBlock latents = LatentBlock.Rent(0, 1, 0, Frames, 2);
        latents.Values.Clear();
        using FrameBlock coarse = FrameBlock.Rent(0, 1, 0, Frames, Sites);
        decoder.Decode(1, latents, coarse);

        InternalCoordinates coordinates = InternalCoordinates.FromRows(Sites, [], weights.Rows);
        float[] measured = new float[Frames * coordinates.Count];
        coordinates.FromCartesian(coarse.Values, measured, Frames);
        for (int i = 0; i < coordinates.Count; i++)
        {
            CoordinateScale scale = weights.Scales[i];
            if (scale.Scaling != CoordinateScaling.Linear || scale.IsTorsion)
                continue;
            double mean = measured.Where((_, index) => index % coordinates.Count == i).Average(value => (double)value);
            Assert.Equal(scale.Mean, mean, 6 * scale.Scale / Math.Sqrt(Frames));
        }
    }

    [Theory]
    [InlineData("flow")]
    [InlineData("wgan")]
    public void ANonFiniteLatentNamesItsWalkerAndStep(string kind)
    {
        using LatentBlock latents = LatentBlock.Rent(100, 3, 50, 60, 2);
        latents.Values.Clear();
        latents.Step(2)[(41 * 2) + 1] = float.NaN;
        using FrameBlock coarse = FrameBlock.Rent(100, 3, 50, 60, Sites);
        NonFiniteStateException thrown = Assert.Throws<NonFiniteStateException>(() => Decoder(kind).Decode(1, latents, coarse));
        Assert.Equal((91, 102L), (thrown.Walker, thrown.Step));
    }

    [Fact]
    public void BlocksThatDoNotBelongTogetherAreRefused()
    {
        using LatentBlock latents = LatentBlock.Rent(0, 2, 0, 2, 2);
        using FrameBlock later = FrameBlock.Rent(1, 2, 0, 2, Sites);
        using FrameBlock larger = FrameBlock.Rent(0, 2, 0, 2, Sites + 1);
        using LatentBlock wider = LatentBlock.Rent(1, 2, 0, 2, 3);
        Assert.Throws<ArgumentException>(() => Decoder("flow").Decode(1, latents, later));
        Assert.Throws<ArgumentException>(() => Decoder("flow").Decode(1, latents, larger));
        Assert.Throws<ArgumentException>(() => Decoder("wgan").Decode(1, wider, later));
    }

    [Theory]
    [InlineData("flow")]
    [InlineData("wgan")]
    public void AllocatesNothingOnceWarm(string kind)
    {
        IDecoder decoder = Decoder(kind);
        using LatentBlock latents = LatentBlock.Rent(0, 2, 0, 50, 2);
        latents.Values.Clear();
        using FrameBlock coarse = FrameBlock.Rent(0, 2, 0, 50, Sites);
        decoder.Decode(1, latents, coarse);

        long before = GC.GetAllocatedBytesForCurrentThread();
        decoder.Decode(1, latents, coarse);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void SizesThatDoNotAgreeAreRefused()
    {
        FlowDecoderWeights flow = RandomModels.FlowDecoder();
        Assert.Throws<ArgumentException>(() => new FlowDecoder(flow with { Scales = flow.Scales.Skip(1).ToArray() }));
        Assert.Throws<ArgumentException>(() => new FlowDecoder(flow with { Reference = new float[3] }));
        Assert.Throws<ArgumentException>(() => new FlowDecoder(flow with { Latent = flow.Latent with { Deviation = [1, 0] } }));
        WganDecoderWeights wgan = RandomModels.WganDecoder();
        Assert.Throws<ArgumentException>(() => new WganDecoder(wgan with { NoiseSize = 8 }));
        Assert.Throws<ArgumentException>(() => new WganDecoder(wgan with { Mean = new float[3] }));
    }

    private static IDecoder Decoder(string kind) => kind == "flow" ? new FlowDecoder(RandomModels.FlowDecoder()) : new WganDecoder(RandomModels.WganDecoder());

    private static float[] Decode(string kind, int blockSteps, int blockWalkers, ulong seed = 1)
    {
        IDecoder decoder = Decoder(kind);
        float[] all = new float[Steps * Walkers * Sites * 3];
        for (int walker = 0; walker < Walkers; walker += blockWalkers)
        {
            int count = Math.Min(blockWalkers, Walkers - walker);
            for (int step = 0; step < Steps; step += blockSteps)
            {
                int steps = Math.Min(blockSteps, Steps - step);
                using LatentBlock latents = LatentBlock.Rent(step, steps, walker, count, 2);
                using FrameBlock coarse = FrameBlock.Rent(step, steps, walker, count, Sites);
                for (int s = 0; s < steps; s++)
                    Latents.AsSpan((((step + s) * Walkers) + walker) * 2, count * 2).CopyTo(latents.Step(s));
                decoder.Decode(seed, latents, coarse);
                for (int s = 0; s < steps; s++)
                    coarse.Step(s).CopyTo(all.AsSpan((((step + s) * Walkers) + walker) * Sites * 3));
            }
        }

        return all;
    }
}
