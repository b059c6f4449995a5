using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// The atoms of many frames from internal coordinates: <see cref="InternalCoordinates.Place"/> in double precision, the atoms whose references are placed
/// together, so that a molecule takes as many steps as its Z-matrix is deep.
/// </summary>
/// <remarks>The first three atoms of a molecule that is placed from scratch have fewer than three references. Points of space stand in: one behind the first atom,
/// from which the second lies straight on, and one beside it, which fixes the plane of the third.</remarks>
internal sealed class TorchPlacement
{
    private static readonly double[] PointsOfSpace = [-1, 0, 0, 0, -1, 0, 0, 0, 0];
    private const int Behind = 0;
    private const int Beside = 1;
    private const int Origin = 2;

    private readonly List<PlacementGroup> groups = [];
    private readonly torch.Tensor constants;
    private readonly torch.Tensor order;
    private readonly torch.Tensor? space;
    private readonly int zero;

    /// <summary>Prepares the placement.</summary>
    public TorchPlacement(InternalCoordinates coordinates, TorchDevice device)
    {
        zero = coordinates.Count;
        constants = device.Column([0, Math.PI]);
        bool isFromScratch = coordinates.Placed.Count == 0;
        space = isFromScratch ? device.Doubles(PointsOfSpace, 3, 3, 1) : null;
        int[] places = new int[coordinates.AtomCount];
        for (int site = 0; site < coordinates.Placed.Count; site++)
            places[coordinates.Placed[site]] = site;
        AddGroups(coordinates, places, isFromScratch ? PointsOfSpace.Length / 3 : coordinates.Placed.Count, device);
        order = device.Indices(places);
    }

    /// <summary>Places all atoms.</summary>
    /// <param name="values">[coordinate, frame], nm and radians, in double precision.</param>
    /// <param name="placed">[site, 3, frame], nm, the given atoms in the order of <see cref="InternalCoordinates.Placed"/>; null from scratch.</param>
    /// <returns>[atom, 3, frame], nm, and how much the worst triangle of each frame lacks to close, [frame], nm; null where rows have no second distances.</returns>
    public (torch.Tensor Positions, torch.Tensor? Gap) Place(torch.Tensor values, torch.Tensor? placed)
    {
        long frames = values.shape[1];
        torch.Tensor all = torch.cat([values, constants.expand(2, frames)], 0);
        torch.Tensor positions = placed ?? space!.expand(3, 3, frames);
        torch.Tensor? worst = null;
        foreach (PlacementGroup group in groups)
        {
            (torch.Tensor added, torch.Tensor? gap) = group.Place(all, positions);
            positions = torch.cat([positions, added], 0);
            worst = worst is null || gap is null ? worst ?? gap : worst.maximum(gap);
        }

        return (positions.index_select(0, order), worst?.squeeze(0));
    }

    // Fills in, for each atom, its place among those placed.
    private void AddGroups(InternalCoordinates coordinates, int[] places, int placed, TorchDevice device)
    {
        int[] depths = new int[coordinates.AtomCount];
        List<(ZMatrixRow Row, int First)> rows = [];
        int next = 0;
        foreach (ZMatrixRow row in coordinates.Rows)
        {
            if (row.Bond < 0)
            {
                places[row.Atom] = Origin;
                continue;
            }

            rows.Add((row, next));
            next += row.CoordinateCount;
            depths[row.Atom] = 1 + new[] { row.Bond, row.Angle, row.Torsion }.Where(atom => atom >= 0).Max(atom => depths[atom]);
        }

        foreach (var group in rows.GroupBy(item => (Depth: depths[item.Row.Atom], item.Row.ByDistance)).OrderBy(group => group.Key.Depth))
        {
            foreach ((ZMatrixRow row, _) in group)
                places[row.Atom] = placed++;
            groups.Add(new PlacementGroup([.. group.Select(item => Placed(item.Row, item.First, places))], group.Key.ByDistance, device));
        }
    }

    private PlacedRow Placed(ZMatrixRow row, int first, int[] places) => new(
        places[row.Bond],
        row.Angle < 0 ? Behind : places[row.Angle],
        row.Torsion < 0 ? Beside : places[row.Torsion],
        first,
        row.Angle < 0 ? zero + 1 : first + 1,
        row.Torsion < 0 ? zero : first + 2);
}
