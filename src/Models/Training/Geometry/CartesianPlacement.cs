using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// The atoms of many frames from a flow's variables and given coarse sites, in tensor operations with gradients: the batched face of
/// <see cref="CoordinateScaler.ToCoordinates"/> and <see cref="InternalCoordinates.ToCartesian(ReadOnlySpan{float}, Span{float})"/>. Atoms whose references are
/// placed go together, so that a molecule takes as many steps as its Z-matrix is deep.
/// </summary>
internal sealed class CartesianPlacement : IDisposable
{
    private readonly EnergyConstants constants;
    private readonly torch.Tensor variableOf;
    private readonly torch.Tensor scales;
    private readonly torch.Tensor means;
    private readonly torch.Tensor order;
    private readonly List<PlacementStep> steps = [];

    /// <summary>Prepares the placement.</summary>
    /// <param name="coordinates">The Z-matrix: every row with a bond, an angle or a second distance, and a torsion.</param>
    /// <param name="scaler">Its scaling.</param>
    /// <param name="device">Where tensors are.</param>
    /// <exception cref="ArgumentException">A row places an atom from fewer than three others, or the scaling is of other coordinates.</exception>
    public CartesianPlacement(InternalCoordinates coordinates, CoordinateScaler scaler, torch.Device device)
    {
        if (coordinates.Rows.Any(row => row.Torsion < 0))
            throw new ArgumentException("A row places its atom from fewer than three others.", nameof(coordinates));
        if (scaler.Count != coordinates.Count)
            throw new ArgumentException($"A scaling of {scaler.Count} coordinates for {coordinates.Count}.", nameof(scaler));

        constants = new EnergyConstants(torch.ScalarType.Float32, device);
        variableOf = constants.Indices(VariablesOf(scaler));
        scales = constants.Column(scaler.Scales.Select(ScaleOf));
        means = constants.Column(scaler.Scales.Select(scale => scale.Scaling == CoordinateScaling.Circular ? 0.0 : scale.Mean));
        order = constants.Indices(AddSteps(coordinates));
    }

    /// <summary>Places.</summary>
    /// <param name="variables">[frame, variable] of the flow.</param>
    /// <param name="sites">[frame, site, 3] in the order of <see cref="InternalCoordinates.Placed"/>, nm.</param>
    /// <returns>[frame, atom, 3], nm.</returns>
    public torch.Tensor Place(torch.Tensor variables, torch.Tensor sites)
    {
        torch.Tensor coordinates = (variables.transpose(0, 1).index_select(0, variableOf) * scales) + means;
        torch.Tensor placed = sites.permute(1, 2, 0);
        foreach (PlacementStep step in steps)
            placed = torch.cat([placed, step.Place(coordinates, placed)], 0);
        return placed.index_select(0, order).permute(2, 0, 1);
    }

    /// <inheritdoc/>
    public void Dispose() => constants.Dispose();

    // What is fixed has scale 0, so that any variable will do.
    private static IEnumerable<int> VariablesOf(CoordinateScaler scaler)
    {
        int used = 0;
        foreach (CoordinateScale scale in scaler.Scales)
            yield return scale.Scaling == CoordinateScaling.Fixed ? 0 : used++;
    }

    private static double ScaleOf(CoordinateScale scale) => scale.Scaling switch
    {
        CoordinateScaling.Fixed => 0,
        CoordinateScaling.Linear => scale.Scale,
        _ => 1,
    };

    // Fills the steps; returns for each atom its place among those placed.
    private int[] AddSteps(InternalCoordinates coordinates)
    {
        int[] places = new int[coordinates.AtomCount];
        int[] depths = new int[coordinates.AtomCount];
        for (int site = 0; site < coordinates.Placed.Count; site++)
            places[coordinates.Placed[site]] = site;

        List<(ZMatrixRow Row, int FirstCoordinate)> rows = [];
        int next = 0;
        foreach (ZMatrixRow row in coordinates.Rows)
        {
            rows.Add((row, next));
            next += row.CoordinateCount;
            depths[row.Atom] = 1 + Math.Max(depths[row.Bond], Math.Max(depths[row.Angle], depths[row.Torsion]));
        }

        int placed = coordinates.Placed.Count;
        foreach (var step in rows.GroupBy(item => (Depth: depths[item.Row.Atom], item.Row.ByDistance)).OrderBy(group => group.Key.Depth))
        {
            foreach ((ZMatrixRow row, _) in step)
                places[row.Atom] = placed++;
            steps.Add(new PlacementStep([.. step], places, step.Key.ByDistance, constants));
        }

        return places;
    }
}
