using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.ModelFile;

/// <summary>Z-matrices and scales of internal coordinates in a model file.</summary>
internal static class CoordinateCodec
{
    private const int IndicesPerRow = 4;
    private const int FieldsPerScale = 5;

    public static void Write(ref PayloadWriter writer, IReadOnlyList<ZMatrixRow> rows) =>
        writer.Integers([.. rows.SelectMany(row => new[] { row.Atom, row.Bond, row.Angle, row.Torsion })]);

    public static List<ZMatrixRow> ReadRows(ref PayloadReader reader)
    {
        int[] indices = reader.Integers();
        if (indices.Length % IndicesPerRow != 0)
            throw reader.Invalid($"{indices.Length} indices, expected {IndicesPerRow} for each row of a Z-matrix");

        List<ZMatrixRow> rows = [];
        for (int i = 0; i < indices.Length; i += IndicesPerRow)
            rows.Add(new ZMatrixRow(indices[i], indices[i + 1], indices[i + 2], indices[i + 3]));
        return rows;
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
