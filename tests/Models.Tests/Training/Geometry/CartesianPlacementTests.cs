using LatentSim.Models.Flow;
using LatentSim.Models.Training;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace Models.Tests.Training.Geometry;

[Collection(TorchCollection.Name)]
public sealed class CartesianPlacementTests
{
    private const int Count = 40;
    private const int Size = 3 * RandomModels.Atoms;
    private static readonly float[] Frames = RandomModels.Frames(6, Count, noise: 0.01);
    private static readonly InternalCoordinates Coordinates = InternalCoordinates.Build(RandomModels.Topology, RandomModels.CoarseAtoms);
    private static readonly CoordinateScaler Scaler = RandomModels.Scaler(Coordinates, Frames);

    [Fact]
    public void PlacesAtomsWhereTheirInternalCoordinatesDo()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        float[,] variables = Variables(Coordinates, Scaler);
        float[] placed = Place(Coordinates, Scaler, variables, Frames);
        AssertClose.All(Kernel(Coordinates, Scaler, variables), placed, 1e-5);
        AssertClose.All(Frames, placed, 2e-5);
    }

    [Fact]
    public void PlacesAtomsBySecondDistances()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        ZMatrixRow[] rows = [.. Coordinates.Rows.Select((row, i) => row with { ByDistance = i == 0 })];
        InternalCoordinates byDistance = InternalCoordinates.FromRows(RandomModels.Atoms, RandomModels.CoarseAtoms, rows);
        CoordinateScaler scaler = RandomModels.Scaler(byDistance, Frames);
        float[,] variables = Variables(byDistance, scaler);
        AssertClose.All(Kernel(byDistance, scaler, variables), Place(byDistance, scaler, variables, Frames), 1e-5);
    }

    [Fact]
    public void TurnsWithItsSites()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Superposition turn = Superposition.Fit([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1], [1, 1, 1, 1, 2, 1, 1, 1, 2, 2, 1, 1]);
        float[] turned = new float[Frames.Length];
        turn.Apply(Frames, turned);
        float[,] variables = Variables(Coordinates, Scaler);
        float[] expected = new float[Frames.Length];
        turn.Apply(Place(Coordinates, Scaler, variables, Frames), expected);
        AssertClose.All(expected, Place(Coordinates, Scaler, variables, turned), 1e-5);
    }

    [Fact]
    public void GradientsAreFiniteDifferences()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using CartesianPlacement placement = new(Coordinates, Scaler, torch.CPU);
        torch.Tensor sites = Sites(Frames);
        torch.Tensor variables = Rows.ToTensor(Variables(Coordinates, Scaler), torch.CPU).requires_grad_();
        torch.Tensor weights = torch.randn(Count, RandomModels.Atoms, 3);
        torch.Tensor direction = torch.randn(Count, Scaler.VariableCount);
        torch.Tensor slope = (torch.autograd.grad([(placement.Place(variables, sites) * weights).sum()], [variables])[0] * direction).sum([1L]);
        const float Step = 1e-2f;
        torch.Tensor difference =
            ((placement.Place(variables + (direction * Step), sites) - placement.Place(variables - (direction * Step), sites)) * weights).sum([1L, 2L]) / (2 * Step);
        AssertClose.All(difference.detach().data<float>().ToArray(), slope.detach().data<float>().ToArray(), 2e-3);
    }

    [Fact]
    public void RowsWithFewerReferencesAreRefused()
    {
        InternalCoordinates whole = InternalCoordinates.Build(RandomModels.Topology);
        Assert.Throws<ArgumentException>(() => new CartesianPlacement(whole, RandomModels.Scaler(whole, Frames), torch.CPU));
    }

    private static float[,] Variables(InternalCoordinates coordinates, CoordinateScaler scaler)
    {
        float[,] variables = new float[Count, scaler.VariableCount];
        float[] row = new float[coordinates.Count];
        for (int frame = 0; frame < Count; frame++)
        {
            coordinates.FromCartesian(Frames.AsSpan(frame * Size, Size), row);
            scaler.ToVariables(row, Rows.Row(variables, frame));
        }

        return variables;
    }

    private static float[] Kernel(InternalCoordinates coordinates, CoordinateScaler scaler, float[,] variables)
    {
        float[] frames = [.. Frames];
        float[] row = new float[coordinates.Count];
        for (int frame = 0; frame < Count; frame++)
        {
            scaler.ToCoordinates(Rows.Row(variables, frame), row);
            coordinates.ToCartesian(row, frames.AsSpan(frame * Size, Size));
        }

        return frames;
    }

    private static float[] Place(InternalCoordinates coordinates, CoordinateScaler scaler, float[,] variables, float[] frames)
    {
        using CartesianPlacement placement = new(coordinates, scaler, torch.CPU);
        return placement.Place(Rows.ToTensor(variables, torch.CPU), Sites(frames)).contiguous().data<float>().ToArray();
    }

    private static torch.Tensor Sites(float[] frames) => torch.tensor(RandomModels.CoarseOf(frames)).reshape(Count, RandomModels.CoarseAtoms.Length, 3);
}
