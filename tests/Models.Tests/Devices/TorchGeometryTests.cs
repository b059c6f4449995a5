using LatentSim.Models.Devices;
using LatentSim.Molecules.Geometry;
using Models.Tests.Decoder;
using Models.Tests.Training;
using TorchSharp;

namespace Models.Tests.Devices;

[Collection(TorchCollection.Name)]
public sealed class TorchGeometryTests
{
    private const int Frames = 40;
    private static readonly TorchDevice Device = TorchDevice.Open("torch:0");
    private static readonly float[] Positions = RandomModels.Frames(3, Frames, noise: 0.02);

    [Fact]
    public void MeasuresFromScratch() => AssertMeasured(InternalCoordinates.Build(RandomModels.Topology));

    [Fact]
    public void MeasuresFromPlacedAtoms() => AssertMeasured(InternalCoordinates.Build(RandomModels.Topology, RandomModels.CoarseAtoms));

    [Fact]
    public void MeasuresSecondDistances() => AssertMeasured(InternalCoordinates.BuildNarrow(RandomModels.Topology, RandomModels.CoarseAtoms, Positions));

    [Fact]
    public void PlacesFromScratchUpToARigidMotion()
    {
        InternalCoordinates coordinates = InternalCoordinates.Build(RandomModels.Topology);
        float[] found = Superposed(Placed(coordinates, Measured(coordinates)));
        AssertClose.All(Superposed(Positions), found, 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PlacesFromPlacedAtoms(bool narrow)
    {
        InternalCoordinates coordinates = narrow
            ? InternalCoordinates.BuildNarrow(RandomModels.Topology, RandomModels.CoarseAtoms, Positions)
            : InternalCoordinates.Build(RandomModels.Topology, RandomModels.CoarseAtoms);
        AssertClose.All(Positions, Placed(coordinates, Measured(coordinates)), 1e-5);
    }

    // Second distances drawn at will: some triangles do not close.
    [Fact]
    public void GapsOfTrianglesAreThoseOfTheKernel()
    {
        InternalCoordinates coordinates = InternalCoordinates.FromRows(5, [], MidpointDecoderTests.Weights().Rows);
        float[] values = [.. RandomWeights.Normals(new System.Random(8), Frames * coordinates.Count).Select(value => 0.4f + (0.2f * MathF.Abs(value)))];
        float[] gaps = new float[Frames];
        float[] expected = new float[Frames * 15];
        for (int frame = 0; frame < Frames; frame++)
            gaps[frame] = coordinates.Place(values.AsSpan(frame * coordinates.Count, coordinates.Count), expected.AsSpan(frame * 15, 15));
        Assert.Contains(gaps, gap => gap > 0.01);

        using DisposeScope scope = torch.NewDisposeScope();
        (torch.Tensor positions, torch.Tensor? found) = new TorchPlacement(coordinates, Device).Place(Columns(values, coordinates.Count), null);

        AssertClose.All(gaps, found!.to(torch.ScalarType.Float32).data<float>().ToArray(), 1e-6);
        float[] placed = DrawnFrames.OfGeometry(positions).data<float>().ToArray();
        for (int frame = 0; frame < Frames; frame++)
        {
            // In line with no plane of their own, atoms of a triangle that does not close lie in any.
            if (gaps[frame] == 0)
                AssertClose.All(DistancesOf(expected, frame), DistancesOf(placed, frame), 1e-5);
        }
    }

    // Also where the motion turns half around, which is at right angles to not turning.
    [Fact]
    public void SuperposesAsTheKernel()
    {
        float[] turned = [.. Positions.Select((value, i) => i / 27 % 2 == 0 || i % 3 == 2 ? value : -value)];
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor found = new TorchSuperposition(RandomModels.Positions, Device).Apply(DrawnFrames.ToGeometry(Device.Upload(turned, Frames, 9, 3)));
        AssertClose.All(Superposed(turned), DrawnFrames.OfGeometry(found).data<float>().ToArray(), 1e-6);
    }

    [Fact]
    public void AtomsInLineArePlacedAtTheirDistance()
    {
        InternalCoordinates coordinates = InternalCoordinates.FromRows(4, [0, 1, 2], [new ZMatrixRow(3, 2, 1, 0)]);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor line = DrawnFrames.ToGeometry(Device.Upload([0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 1, 0, 2, 2], 2, 3, 3));
        torch.Tensor placed = new TorchPlacement(coordinates, Device).Place(Columns([0.1f, 1.5f, 0.3f, 0.1f, 1.5f, 0.3f], 3), line).Positions;
        float[] found = DrawnFrames.OfGeometry(placed).data<float>().ToArray();
        Assert.Equal(0.1, Distances.Compute(found.AsSpan(0, 12), 2, 3), 1e-5);
        Assert.Equal(0.1, Distances.Compute(found.AsSpan(12, 12), 2, 3), 1e-5);
    }

    private static float[] DistancesOf(float[] frames, int frame)
    {
        float[] five = frames[(15 * frame)..(15 * (frame + 1))];
        return [.. from a in Enumerable.Range(0, 5) from b in Enumerable.Range(0, a) select (float)Distances.Compute(five, a, b)];
    }

    private static float[] Measured(InternalCoordinates coordinates)
    {
        float[] values = new float[Frames * coordinates.Count];
        coordinates.FromCartesian(Positions, values, Frames);
        return values;
    }

    private static void AssertMeasured(InternalCoordinates coordinates)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor found = new TorchMeasurement(coordinates, Device).Measure(DrawnFrames.ToGeometry(Device.Upload(Positions, Frames, 9, 3)));
        AssertClose.All(Measured(coordinates), found.transpose(0, 1).to(torch.ScalarType.Float32).contiguous().data<float>().ToArray(), 1e-5);
    }

    private static float[] Placed(InternalCoordinates coordinates, float[] values)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor? sites = coordinates.Placed.Count == 0 ? null : DrawnFrames.ToGeometry(Device.Upload(RandomModels.CoarseOf(Positions), Frames, coordinates.Placed.Count, 3));
        return DrawnFrames.OfGeometry(new TorchPlacement(coordinates, Device).Place(Columns(values, coordinates.Count), sites).Positions).data<float>().ToArray();
    }

    private static torch.Tensor Columns(float[] values, int count) =>
        Device.Upload(values, values.Length / count, count).transpose(0, 1).to(torch.ScalarType.Float64);

    private static float[] Superposed(float[] frames)
    {
        float[] all = [.. frames];
        for (int frame = 0; frame < frames.Length / 27; frame++)
            Superposition.Fit(all.AsSpan(frame * 27, 27), RandomModels.Positions).Apply(all.AsSpan(frame * 27, 27), all.AsSpan(frame * 27, 27));
        return all;
    }
}
