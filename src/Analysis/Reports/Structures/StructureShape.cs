using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis.Reports;

/// <summary>What is drawn of a structure: sticks between points, and balls.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="Group">Number of its name.</param>
/// <param name="Points">Places, nm.</param>
/// <param name="Sticks">Pairs of points.</param>
/// <param name="Thickness">Of the sticks, nm.</param>
/// <param name="Balls">Points that are balls: number, radius in nm, class of the colour.</param>
internal sealed record StructureShape(
    Structure3D Structure, int Group, Vector3D[] Points, (int A, int B)[] Sticks, double Thickness, (int Point, double Radius, string Color)[] Balls)
{
    private const int SmoothSteps = 5;
    private const double TubeThickness = 0.065;
    private const double StickThickness = 0.034;
    private const double FaintShare = 0.42;

    /// <summary>The shape of a structure as a frame sees it: a trace is a smooth tube through its atoms, anything else sticks.</summary>
    internal static StructureShape Of(Structure3D structure, int group, ViewFrame frame)
    {
        var atoms = frame.Place(structure);
        var faint = structure.Faint ? FaintShare : 1;
        var color = SeriesColors.Class(structure.Color);
        if (!IsTrace(structure))
            return new StructureShape(structure, group, atoms, [.. structure.Bonds], StickThickness * faint, structure.Faint ? [] : [.. AtomBalls(structure, color)]);
        Vector3D[] tube = [.. SmoothCurve.Through(atoms, SmoothSteps)];
        return new StructureShape(
            structure, group, tube, [.. Enumerable.Range(0, tube.Length - 1).Select(i => (i, i + 1))], TubeThickness * faint, structure.Faint ? [] : [(0, 0.75 * TubeThickness, color)]);
    }

    private static bool IsTrace(Structure3D structure) =>
        structure.Elements is null && structure.AtomCount > 2 && structure.Bonds.Count == structure.AtomCount - 1
        && structure.Bonds.All(bond => Math.Abs(bond.Item1 - bond.Item2) == 1) && structure.Bonds.Select(bond => Math.Min(bond.Item1, bond.Item2)).Distinct().Count() == structure.Bonds.Count;

    private static IEnumerable<(int Point, double Radius, string Color)> AtomBalls(Structure3D structure, string color)
    {
        if (structure.Elements is not { } elements) return [];
        return elements.Select((symbol, i) => symbol switch
        {
            "H" => (i, 0.022, "element-h"),
            "N" => (i, 0.04, "element-n"),
            "O" => (i, 0.04, "element-o"),
            "S" => (i, 0.045, "element-s"),
            _ => (i, 0.032, color),
        });
    }
}
