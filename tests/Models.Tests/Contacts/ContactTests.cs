using LatentSim.Models.Backmapper;
using LatentSim.Models.Contacts;
using LatentSim.Models.Decoder;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace Models.Tests.Contacts;

public sealed class ContactTests
{
    private const int Walkers = 200;

    [Fact]
    public void DeficitIsThatOfTheWorstPair()
    {
        var check = new ContactCheck(new ContactLimits([new AtomPair(0, 1), new AtomPair(0, 2)], [0.3f, 0.5f]), 3);
        Assert.Equal(0.1f, check.Deficit([0, 0, 0, 0.25f, 0, 0, 0, 0.4f, 0]), 1e-6f);
        Assert.Equal(0, check.Deficit([0, 0, 0, 0.31f, 0, 0, 0, 0.51f, 0]));
    }

    [Fact]
    public void OnlyPairsThreeOrMoreBondsApartHaveLimits()
    {
        int[][] chain = [[1], [0, 2], [1, 3], [2, 4], [3]];
        float[] positions = [0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0];

        ContactLimits limits = ContactCheck.Fit(chain, positions, _ => false);

        Assert.Equal([new AtomPair(0, 3), new AtomPair(0, 4), new AtomPair(1, 4)], limits.Pairs);
        Assert.Equal([3, 4, 3], limits.Distances);
        Assert.Equal([new AtomPair(0, 4), new AtomPair(1, 4)], ContactCheck.Fit(chain, positions, atom => atom is 0 or 3).Pairs);
    }

    [Fact]
    public void TrainingFramesHaveNoDeficit()
    {
        float[] frames = RandomModels.Frames(4, 100);
        var check = new ContactCheck(RandomModels.Contacts(frames), RandomModels.Atoms);
        var skeleton = new Skeleton(SkeletonFit.Fit(RandomModels.Topology, RandomModels.CoarseAtoms, frames));
        foreach (float[] frame in frames.Chunk(RandomModels.Atoms * 3))
        {
            Assert.Equal(0, check.Deficit(frame));
            Assert.Equal(0, skeleton.Deficit(RandomModels.CoarseOf(frame)));
        }
    }

    [Fact]
    public void RedrawnCoarseFramesLeaveRoomForTheAtoms()
    {
        FlowDecoderWeights weights = RandomModels.FlowDecoder();
        var skeleton = new Skeleton(weights.Skeleton!);
        float[] every = Decode(weights with { Skeleton = null });
        float[] kept = Decode(weights);

        int overlapping = Overlapping(every, skeleton.Deficit, RandomModels.CoarseAtoms.Length);
        Assert.True(overlapping > Walkers / 20, $"{overlapping} overlap, too few to test with");
        Assert.True(Overlapping(kept, skeleton.Deficit, RandomModels.CoarseAtoms.Length) < overlapping / 5);
        AssertOthersAreUntouched(every, kept, skeleton.Deficit, RandomModels.CoarseAtoms.Length);
    }

    [Fact]
    public void RedrawnAtomsKeepTheirDistance()
    {
        FlowBackmapperWeights weights = RandomModels.FlowBackmapper();
        var check = new ContactCheck(weights.Contacts!, RandomModels.Atoms);
        float[] every = Backmap(weights with { Contacts = null });
        float[] kept = Backmap(weights);

        int overlapping = Overlapping(every, check.Deficit, RandomModels.Atoms);
        Assert.True(overlapping > Walkers / 20, $"{overlapping} overlap, too few to test with");
        Assert.True(Overlapping(kept, check.Deficit, RandomModels.Atoms) < overlapping / 5);
        AssertOthersAreUntouched(every, kept, check.Deficit, RandomModels.Atoms);
    }

    [Fact]
    public void LimitsThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ContactCheck(new ContactLimits([new AtomPair(0, 3)], [0.1f]), 3));
        Assert.Throws<ArgumentException>(() => new ContactCheck(new ContactLimits([new AtomPair(1, 1)], [0.1f]), 3));
        Assert.Throws<ArgumentException>(() => new ContactCheck(new ContactLimits([new AtomPair(0, 1)], [float.NaN]), 3));
        Assert.Throws<ArgumentException>(() => new ContactCheck(new ContactLimits([], [0.1f]), 3));
        Assert.Throws<ArgumentException>(() => new Skeleton(new SkeletonWeights(3, [], [1], new ContactLimits([], []))));
    }

    private static float[] Decode(FlowDecoderWeights weights)
    {
        using LatentBlock latents = LatentBlock.Rent(3, 1, 0, Walkers, RandomModels.Dimension);
        latents.Values.Fill(0.5f);
        using FrameBlock coarse = FrameBlock.Rent(3, 1, 0, Walkers, RandomModels.CoarseAtoms.Length);
        new FlowDecoder(weights).Decode(11, latents, coarse);
        return coarse.Values.ToArray();
    }

    private static float[] Backmap(FlowBackmapperWeights weights)
    {
        using FrameBlock coarse = FrameBlock.Rent(3, 1, 0, Walkers, RandomModels.CoarseAtoms.Length);
        RandomModels.CoarseOf(RandomModels.Frames(8, Walkers)).CopyTo(coarse.Values);
        using FrameBlock atoms = FrameBlock.Rent(3, 1, 0, Walkers, RandomModels.Atoms);
        new FlowBackmapper(weights).Backmap(11, coarse, RandomModels.Frames(9, Walkers), atoms);
        return atoms.Values.ToArray();
    }

    private static int Overlapping(float[] frames, SpanDeficit deficit, int atoms) => frames.Chunk(atoms * 3).Count(frame => deficit(frame) > 0);

    private static void AssertOthersAreUntouched(float[] every, float[] kept, SpanDeficit deficit, int atoms)
    {
        foreach ((float[] before, float[] after) in every.Chunk(atoms * 3).Zip(kept.Chunk(atoms * 3)))
        {
            if (deficit(before) == 0)
                Assert.Equal(before, after);
        }
    }

    private delegate float SpanDeficit(ReadOnlySpan<float> frame);
}
