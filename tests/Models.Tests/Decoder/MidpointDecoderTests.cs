using LatentSim.Models.Decoder;
using LatentSim.Models.Flow;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using Models.Tests.ModelFile;

namespace Models.Tests.Decoder;

public sealed class MidpointDecoderTests
{
    private const int Sites = 5;
    private const float Spacing = 0.38f;

    [Fact]
    public void DrawsThatNoFrameHasAreMovedUntilOneHasThem()
    {
        // Sites 0 and 2 are drawn up to 0.85 nm apart; with site 1 between them at 0.38 nm from both, some 30 % cannot be.
        FlowDecoderWeights weights = Weights();
        float[] frames = Decode(weights, walkers: 400);
        for (int frame = 0; frame < 400; frame++)
        {
            ReadOnlySpan<float> xyz = frames.AsSpan(frame * Sites * 3, Sites * 3);
            for (int site = 1; site < Sites; site++)
                Assert.Equal(Spacing, Distances.Compute(xyz, site - 1, site), 1e-5);
        }
    }

    [Fact]
    public void OverlappingSitesAreOnlyPushedApart()
    {
        // The ends of the chain may come as near as 0.5 nm; they are drawn 0.6 nm apart, but sites 0 and 3, and 1 and 4, at will.
        AtomPair[] pairs = [new(0, 3), new(1, 4), new(0, 4)];
        FlowDecoderWeights free = Weights(ends: 0.6f);
        FlowDecoderWeights limited = free with { Skeleton = new SkeletonWeights(Sites, [], [], new ContactLimits(pairs, [0.5f, 0.5f, 0.5f])) };
        (float[] before, float[] after) = (Decode(free, walkers: 300), Decode(limited, walkers: 300));
        int overlapping = 0;
        for (int frame = 0; frame < 300; frame++)
        {
            float[] old = before[(frame * Sites * 3)..((frame + 1) * Sites * 3)];
            float[] moved = after[(frame * Sites * 3)..((frame + 1) * Sites * 3)];
            foreach (AtomPair pair in pairs)
                Assert.True(Distances.Compute(moved, pair.A, pair.B) >= 0.4999f);
            for (int site = 1; site < Sites; site++)
                Assert.Equal(Spacing, Distances.Compute(moved, site - 1, site), 2e-3);
            if (pairs.All(pair => Distances.Compute(old, pair.A, pair.B) >= 0.5f))
                Assert.Equal(old, moved);
            else
                overlapping++;
        }

        Assert.InRange(overlapping, 30, 270);
    }

    [Fact]
    public void AFrameDoesNotDependOnThoseDrawnBesideIt()
    {
        FlowDecoderWeights weights = Weights();
        float[] together = Decode(weights, walkers: 130);
        Assert.Equal(together[..(40 * Sites * 3)], Decode(weights, walkers: 40));
    }

    [Fact]
    public void AModelFileKeepsSecondDistances()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("midpoints.lsbox");
        Topology chain = Chain(Sites);
        var molecule = new Molecule(chain, chain, [.. Enumerable.Range(0, Sites)], new float[Sites * 3]);
        (TestSimulators.LatentOnly() with { Molecule = molecule, Decoder = Weights() }).Save(path);
        Assert.Equal(Weights().Rows, Assert.IsType<FlowDecoderWeights>(Simulator.Load(path).Decoder).Rows);
    }

    [Fact]
    public void LongChainsArePlacedByMidpointsAndTheRestAlongBonds()
    {
        Assert.Contains(DecoderCoordinates.Auto.Build(Chain(8)).Rows, row => row.ByDistance);
        Assert.DoesNotContain(DecoderCoordinates.Auto.Build(Chain(7)).Rows, row => row.ByDistance);
        Assert.DoesNotContain(DecoderCoordinates.Auto.Build(RandomModels.Topology).Rows, row => row.ByDistance);
        Assert.DoesNotContain(DecoderCoordinates.Bonds.Build(Chain(20)).Rows, row => row.ByDistance);
        Assert.Contains(DecoderCoordinates.Midpoints.Build(RandomModels.Topology).Rows, row => row.ByDistance);
    }

    // An identity flow on the five sites of a chain whose neighbours keep their distance.
    internal static FlowDecoderWeights Weights(float ends = 1.3f)
    {
        InternalCoordinates coordinates = InternalCoordinates.BuildByMidpoints(Chain(Sites));
        Topology chain = Chain(Sites);
        CoordinateScale[] scales = [.. Enumerable.Range(0, coordinates.Count).Select(i => Scale(coordinates.Kind(i), coordinates.Describe(i, chain), ends))];
        bool[] circular = new CoordinateScaler(scales).Circular;
        float[] reference = [0, 0, 0, 0.3f, 0.2f, 0, 0.6f, 0, 0, 0.9f, 0.2f, 0.1f, 1.2f, 0, 0];
        return new FlowDecoderWeights(
            coordinates.Rows, scales, new SplineFlowWeights(circular, 4, 4, 5, []), new LatentScale([0.5f, 0.5f], [0.3f, 0.3f], [0, 1, 0, 1]), reference);
    }

    private static CoordinateScale Scale(CoordinateKind kind, string name, float ends)
    {
        if (kind == CoordinateKind.Torsion)
            return new CoordinateScale(CoordinateScaling.Circular, true, 0, 1, 0);
        if (kind == CoordinateKind.Angle)
            return new CoordinateScale(CoordinateScaling.Linear, false, ends > 1 ? 0.3f : 1, 0.05f, 0);
        return name switch
        {
            "bond R5.CA R1.CA" => new CoordinateScale(CoordinateScaling.Linear, false, ends, 0.05f, 0),
            "bond R3.CA R1.CA" => new CoordinateScale(CoordinateScaling.Linear, false, 0.7f, 0.05f, 0),
            _ => new CoordinateScale(CoordinateScaling.Fixed, false, Spacing, 1, 0),
        };
    }

    private static float[] Decode(FlowDecoderWeights weights, int walkers)
    {
        using LatentBlock latents = LatentBlock.Rent(0, 1, 0, walkers, 2);
        latents.Values.Fill(0.5f);
        using FrameBlock frames = FrameBlock.Rent(0, 1, 0, walkers, Sites);
        new FlowDecoder(weights).Decode(3, latents, frames);
        return frames.Values.ToArray();
    }

    private static Topology Chain(int sites)
    {
        var builder = new TopologyBuilder();
        for (int i = 0; i < sites; i++)
        {
            builder.AddResidue("R", i + 1);
            builder.AddAtom("CA", Element.Carbon);
            if (i > 0)
                builder.AddBond(i - 1, i);
        }

        return builder.Build();
    }
}
