using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Rows of a Z-matrix whose reference atoms are all placed (Parsons et al., J. Comput. Chem. 26, 1063 (2005)), for many frames at once.</summary>
internal sealed class PlacementStep
{
    // An angle that a triangle of distances does not reach keeps this cosine, so that its sine has a gradient.
    private const double LargestCosine = 1 - 1e-6;

    private readonly torch.Tensor bondAtoms;
    private readonly torch.Tensor angleAtoms;
    private readonly torch.Tensor torsionAtoms;
    private readonly torch.Tensor coordinates;
    private readonly bool byDistance;

    /// <summary>Makes a step.</summary>
    /// <param name="rows">The rows and the first coordinate of each.</param>
    /// <param name="places">For each atom, its place among those placed.</param>
    /// <param name="byDistance">Whether second distances stand in place of angles.</param>
    /// <param name="constants">Keeps the tensors.</param>
    public PlacementStep(IReadOnlyList<(ZMatrixRow Row, int FirstCoordinate)> rows, int[] places, bool byDistance, EnergyConstants constants)
    {
        this.byDistance = byDistance;
        bondAtoms = constants.Indices(rows.Select(item => places[item.Row.Bond]));
        angleAtoms = constants.Indices(rows.Select(item => places[item.Row.Angle]));
        torsionAtoms = constants.Indices(rows.Select(item => places[item.Row.Torsion]));
        coordinates = constants.Indices(Enumerable.Range(0, 3).SelectMany(kind => rows.Select(item => item.FirstCoordinate + kind)));
    }

    /// <summary>Places the rows' atoms.</summary>
    /// <param name="all">[coordinate, frame] nm and radians.</param>
    /// <param name="placed">[atom, 3, frame] nm, those placed so far.</param>
    /// <returns>[row, 3, frame], nm.</returns>
    public torch.Tensor Place(torch.Tensor all, torch.Tensor placed)
    {
        torch.Tensor[] values = all.index_select(0, coordinates).reshape(3, -1, all.shape[1]).unbind(0);
        VectorTensors bond = VectorTensors.At(placed, bondAtoms);
        VectorTensors angle = VectorTensors.At(placed, angleAtoms);
        VectorTensors torsion = VectorTensors.At(placed, torsionAtoms);

        VectorTensors axis = bond - angle;
        VectorTensors along = Unit(axis);
        VectorTensors normal = Unit(VectorTensors.Cross(angle - torsion, along));
        VectorTensors across = VectorTensors.Cross(normal, along);

        (torch.Tensor cosine, torch.Tensor sine) = byDistance ? Corner(values[0], axis.Length, values[1]) : (values[1].cos(), values[1].sin());
        torch.Tensor alongPart = -values[0] * cosine;
        torch.Tensor acrossPart = values[0] * sine * values[2].cos();
        torch.Tensor normalPart = values[0] * sine * values[2].sin();
        return torch.stack(
            [
                bond.X + (alongPart * along.X) + (acrossPart * across.X) + (normalPart * normal.X),
                bond.Y + (alongPart * along.Y) + (acrossPart * across.Y) + (normalPart * normal.Y),
                bond.Z + (alongPart * along.Z) + (acrossPart * across.Z) + (normalPart * normal.Z),
            ],
            1);
    }

    private static VectorTensors Unit(VectorTensors vector)
    {
        torch.Tensor length = vector.Length;
        return new VectorTensors(vector.X / length, vector.Y / length, vector.Z / length);
    }

    private static (torch.Tensor Cosine, torch.Tensor Sine) Corner(torch.Tensor first, torch.Tensor second, torch.Tensor opposite)
    {
        torch.Tensor cosine = (((first * first) + (second * second) - (opposite * opposite)) / (2 * first * second)).clamp(-LargestCosine, LargestCosine);
        return (cosine, (1 - (cosine * cosine)).sqrt());
    }
}
