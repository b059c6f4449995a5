using LatentSim.Models.Training;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>Rows of a Z-matrix whose reference atoms are all placed, with angles or with second distances.</summary>
internal sealed class PlacementGroup
{
    private readonly torch.Tensor bondAtoms;
    private readonly torch.Tensor angleAtoms;
    private readonly torch.Tensor torsionAtoms;
    private readonly torch.Tensor coordinates;
    private readonly bool byDistance;
    private readonly int rows;

    /// <summary>Prepares the rows.</summary>
    /// <param name="rows">The references of each row among the atoms placed so far, and its three coordinates.</param>
    /// <param name="byDistance">Whether second distances stand in place of angles.</param>
    /// <param name="device">Where they are.</param>
    public PlacementGroup(IReadOnlyList<PlacedRow> rows, bool byDistance, TorchDevice device)
    {
        this.rows = rows.Count;
        this.byDistance = byDistance;
        bondAtoms = device.Indices(rows.Select(row => row.Bond));
        angleAtoms = device.Indices(rows.Select(row => row.Angle));
        torsionAtoms = device.Indices(rows.Select(row => row.Torsion));
        coordinates = device.Indices([.. rows.Select(row => row.First), .. rows.Select(row => row.Second), .. rows.Select(row => row.Third)]);
    }

    /// <summary>Places the rows' atoms.</summary>
    /// <param name="all">[coordinate, frame], nm and radians.</param>
    /// <param name="placed">[atom, 3, frame], nm, those placed so far.</param>
    /// <returns>[row, 3, frame], and for second distances how much the worst triangle of each frame lacks to close, [1, frame], nm.</returns>
    public (torch.Tensor Positions, torch.Tensor? Gap) Place(torch.Tensor all, torch.Tensor placed)
    {
        torch.Tensor[] values = all.index_select(0, coordinates).reshape(3, rows, -1).unbind(0);
        LocalAxes axes = LocalAxes.Of(VectorTensors.At(placed, bondAtoms), VectorTensors.At(placed, angleAtoms), VectorTensors.At(placed, torsionAtoms));
        if (!byDistance)
            return (axes.Place(values[0], values[1].cos(), values[1].sin(), values[2]), null);

        (torch.Tensor first, torch.Tensor second, torch.Tensor opposite) = (values[0], axes.Length, values[1]);
        torch.Tensor cosine = (((first * first) + (second * second) - (opposite * opposite)) / (2 * first * second)).clamp(-1, 1);
        torch.Tensor gap = (opposite - (first + second)).maximum((first - second).abs() - opposite).clamp_min(0).amax([0L], true);
        return (axes.Place(first, cosine, (1 - (cosine * cosine)).sqrt(), values[2]), gap);
    }
}

/// <summary>A row of a Z-matrix: places of its references among the placed atoms, and of its coordinates.</summary>
internal readonly record struct PlacedRow(int Bond, int Angle, int Torsion, int First, int Second, int Third);
