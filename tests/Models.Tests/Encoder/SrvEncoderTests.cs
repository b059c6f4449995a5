using LatentSim.Models.Encoder;
using LatentSim.Models.Features;
using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using Models.Tests.ModelFile;

namespace Models.Tests.Encoder;

public sealed class SrvEncoderTests
{
    private static readonly EncoderWeights Weights = TestSimulators.Whole().Encoder!;

    [Fact]
    public void LatentsAreTheNetworkOfTheFeatures()
    {
        float[] frames = RandomModels.Frames(1, 3);
        float[] features = new float[3 * Weights.Features.Count];
        new FeatureExtractor(Weights.Features, RandomModels.Atoms).Extract(frames, features, 3);
        float[] expected = new float[6];
        new PerceptronKernel(Weights.Network).Evaluate(features, expected, 3);

        Assert.Equal(expected, Encode(frames));
    }

    [Fact]
    public void AFrameDoesNotDependOnItsBatch()
    {
        float[] frames = RandomModels.Frames(2, 250);
        float[] whole = Encode(frames);
        float[] single = frames.Chunk(RandomModels.Atoms * 3).SelectMany(Encode).ToArray();
        Assert.Equal(whole, single);
    }

    [Fact]
    public void RigidMotionsChangeNothing()
    {
        float[] frame = RandomModels.Frames(3, 1);
        float[] moved = new float[frame.Length];
        Superposition.Fit([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1], [1, 1, 1, 1, 2, 1, 1, 1, 2, 2, 1, 1]).Apply(frame, moved);
        float[] latents = Encode(frame);
        float[] movedLatents = Encode(moved);
        Assert.Equal(latents[0], movedLatents[0], 1e-4f);
        Assert.Equal(latents[1], movedLatents[1], 1e-4f);
    }

    [Fact]
    public void SizesThatDoNotAgreeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new SrvEncoder(Weights with { Eigenvalues = [0.9] }, RandomModels.Atoms));
        Assert.Throws<ArgumentException>(() => new SrvEncoder(Weights with { Features = Weights.Features with { Distances = [] } }, RandomModels.Atoms));
        Assert.Throws<InvalidInputException>(() => new SrvEncoder(Weights, 3));
        Assert.Throws<ArgumentException>(() => new SrvEncoder(Weights, RandomModels.Atoms).Encode(new float[26], new float[2]));
    }

    private static float[] Encode(float[] frames)
    {
        float[] latents = new float[frames.Length / (RandomModels.Atoms * 3) * 2];
        new SrvEncoder(Weights, RandomModels.Atoms).Encode(frames, latents);
        return latents;
    }
}
