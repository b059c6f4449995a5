namespace LatentSim.Analysis.Reports;

/// <summary>A structure of a <see cref="StructureView"/>. The caller superposes the structures of one view.</summary>
/// <param name="Name">Its name; structures of one name are switched on and off together.</param>
/// <param name="Positions">x, y, z of each atom, in nm.</param>
/// <param name="Bonds">Pairs of atoms.</param>
/// <param name="Color">Its colour.</param>
public sealed record Structure3D(string Name, IReadOnlyList<float> Positions, IReadOnlyList<(int, int)> Bonds, SeriesColor Color)
{
    /// <summary>Whether it is drawn thin and half transparent: one of several samples.</summary>
    public bool Faint { get; init; }

    /// <summary>Whether it is shown at first.</summary>
    public bool Shown { get; init; } = true;

    /// <summary>Symbols of the elements, which then are drawn as balls in their own colours (carbon in the structure's); null for a trace.</summary>
    public IReadOnlyList<string>? Elements { get; init; }

    /// <summary>Atoms.</summary>
    public int AtomCount => Positions.Count / 3;

    /// <summary>A trace: each atom is bonded to the next.</summary>
    public static Structure3D Trace(string name, IReadOnlyList<float> positions, SeriesColor color) =>
        new(name, positions, [.. Enumerable.Range(0, Math.Max(0, positions.Count / 3 - 1)).Select(i => (i, i + 1))], color);
}
