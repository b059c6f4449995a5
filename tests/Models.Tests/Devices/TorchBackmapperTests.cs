using LatentSim.Models.Backmapper;
using LatentSim.Models.Devices;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using Models.Tests.Training;

namespace Models.Tests.Devices;

[Collection(TorchCollection.Name)]
public sealed class TorchBackmapperTests
{
    private const ulong Seed = 3;
    private const int Sites = 5;
    private const int Atoms = RandomModels.Atoms;
    private static readonly TorchDevice Device = TorchDevice.Open("torch:0");

    // Contact limits of the training data make some frames be drawn again.
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void AStepIsThatOfTheKernel(bool usesPrevious, bool hasContacts)
    {
        const int Walkers = 200;
        FlowBackmapperWeights weights = RandomModels.FlowBackmapper(usesPrevious);
        weights = hasContacts ? weights : weights with { Contacts = null };
        float[] coarse = RandomModels.CoarseOf(RandomModels.Frames(7, Walkers));
        float[] previous = RandomModels.Frames(8, Walkers);

        float[] expected = Backmap(new FlowBackmapper(weights), coarse, [.. previous], 4, 1);
        float[] found = Backmap(new TorchFlowBackmapper(weights, Device), coarse, [.. previous], 4, 1);

        AssertClose.All(expected, found, 1e-5);
        Assert.Equal(coarse, RandomModels.CoarseOf(found));
    }

    [Fact]
    public void ATrajectoryStartsAndGoesOnAsThatOfTheKernel()
    {
        const int Walkers = 20;
        FlowBackmapperWeights weights = RandomModels.FlowBackmapper();
        float[] coarse = RandomModels.CoarseOf(RandomModels.Frames(7, 5 * Walkers));

        float[] expected = Backmap(new FlowBackmapper(weights), coarse, new float[Walkers * Atoms * 3], 0, 5);
        float[] found = Backmap(new TorchFlowBackmapper(weights, Device), coarse, new float[Walkers * Atoms * 3], 0, 5);

        // What a step rounds, the next step's condition has; five steps magnify it little.
        AssertClose.All(expected, found, 1e-4);
    }

    [Fact]
    public void TheStateIsTheLastStep()
    {
        const int Walkers = 6;
        float[] state = new float[Walkers * Atoms * 3];
        float[] coarse = RandomModels.CoarseOf(RandomModels.Frames(7, 3 * Walkers));
        float[] frames = Backmap(new TorchFlowBackmapper(RandomModels.FlowBackmapper(), Device), coarse, state, 0, 3);
        Assert.Equal(frames[^state.Length..], state);
    }

    [Fact]
    public void ASiteThatIsNoNumberIsNamed()
    {
        float[] coarse = RandomModels.CoarseOf(RandomModels.Frames(7, 12));
        coarse[(7 * Sites * 3) + 2] = float.NaN;
        NonFiniteStateException failure = Assert.Throws<NonFiniteStateException>(
            () => Backmap(new TorchFlowBackmapper(RandomModels.FlowBackmapper(), Device), coarse, RandomModels.Frames(8, 4), 9, 3));
        Assert.Equal((100 + 3, 9 + 1), (failure.Walker, failure.Step));
    }

    private static float[] Backmap(IBackmapper backmapper, float[] coarse, float[] previous, long firstStep, int steps)
    {
        int walkers = previous.Length / (Atoms * 3);
        using FrameBlock sites = FrameBlock.Rent(firstStep, steps, 100, walkers, Sites);
        using FrameBlock atoms = FrameBlock.Rent(firstStep, steps, 100, walkers, Atoms);
        coarse.CopyTo(sites.Values);
        backmapper.Backmap(Seed, sites, previous, atoms);
        return atoms.Values.ToArray();
    }
}
