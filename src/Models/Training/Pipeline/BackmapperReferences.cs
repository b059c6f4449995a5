using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Training;

/// <summary>Which placed atoms a flow backmapper measures the others' places from.</summary>
public enum BackmapperReferences
{
    /// <summary>Those next along the bonds, whatever the data: for sites that bonds connect.</summary>
    Bonds = 0,

    /// <summary>Those from which the training data vary least, with both bonds of an atom between two placed ones: for sparse sites, such as alpha carbons,
    /// and for rings.</summary>
    Narrow = 1,
}

/// <summary>Builds the coordinates that were chosen.</summary>
internal static class BackmapperReferencesChoice
{
    /// <summary>The coordinates of all atoms but those at coarse sites.</summary>
    /// <param name="choice">Which.</param>
    /// <param name="data">The topology and its coarse sites.</param>
    /// <param name="positions">[frame, 3 atom], nm.</param>
    public static InternalCoordinates Build(this BackmapperReferences choice, TrainingData data, float[,] positions) =>
        choice == BackmapperReferences.Narrow
            ? InternalCoordinates.BuildNarrow(data.Topology, data.CoarseAtoms, Rows.Span(positions))
            : InternalCoordinates.Build(data.Topology, data.CoarseAtoms);
}
