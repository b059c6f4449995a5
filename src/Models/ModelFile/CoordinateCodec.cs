using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.ModelFile;

/// <summary>Z-matrices and scales of internal coordinates in a model file.</summary>
internal static class CoordinateCodec
{
    private const int IndicesPerRow = 4;
    private const int FieldsPerScale = 5;

    // A second distance in place of an angle is marked in its atom's index: -2 - index, as -1 means none.
    private const int DistanceMark = -2;

    public static void Write(ref PayloadWriter writer, IReadOnlyList<ZMatrixRow> rows) =>
        writer.Integers([.. rows.SelectMany(row => new[] { row.Atom, row.Bond, row.ByDistance ? DistanceMark - row.Angle : row.Angle, row.Torsion })]);

    public static List<ZMatrixRow> ReadRows(ref PayloadReader reader)
    {
        int[] indices = reader.Integers();
        if (indices.Length % IndicesPerRow != 0)
            throw reader.Invalid($"{indices.Length} indices, expected {IndicesPerRow} for each row of a Z-matrix");

        List<ZMatrixRow> rows = [];
        for (int i = 0; i < indices.Length; i += IndicesPerRow)
            rows.Add(Row(indices.AsSpan(i, IndicesPerRow)));
        return rows;
    }

    private static ZMatrixRow Row(ReadOnlySpan<int> indices)
    {
        bool byDistance = indices[2] <= DistanceMark;
        return new ZMatrixRow(indices[0], indices[1], byDistance ? DistanceMark - indices[2] : indices[2], indices[3], byDistance);
    }

    public static void Write(ref PayloadWriter writer, IReadOnlyList<CoordinateScale> scales)
    {
        writer.Array(scales.Count);
        foreach (CoordinateScale scale in scales)
        {
            writer.Array(FieldsPerScale);
            writer.Value((int)scale.Scaling);
            writer.Value(scale.IsTorsion);
            writer.Value(scale.Mean);
            writer.Value(scale.Scale);
            writer.Value(scale.Cut);
        }
    }

    public static List<CoordinateScale> ReadScales(ref PayloadReader reader)
    {
        int count = reader.Array();
        List<CoordinateScale> scales = [];
        for (int i = 0; i < count; i++)
        {
            reader.EnterElement(i);
            reader.Array(FieldsPerScale);
            scales.Add(new CoordinateScale((CoordinateScaling)reader.Integer(), reader.Flag(), reader.Float(), reader.Float(), reader.Float()));
            reader.Leave();
        }

        return CoordinateScaler.Problem(scales) is { } problem ? throw reader.Invalid(problem) : scales;
    }
}
