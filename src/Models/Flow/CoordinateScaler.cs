using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>
/// Turns internal coordinates (nm, radians) into the variables of a flow and back, and into features for conditions. Immutable; training and kernels
/// share it, so that both see the same floats.
/// </summary>
public sealed class CoordinateScaler
{
    private readonly CoordinateScale[] scales;

    /// <summary>Makes a scaler from stored scales.</summary>
    /// <exception cref="ArgumentException">A scale is not finite or not positive, or a coordinate other than a torsion is circular.</exception>
    public CoordinateScaler(IReadOnlyList<CoordinateScale> scales)
    {
        if (Problem(scales) is { } problem)
            throw new ArgumentException(problem, nameof(scales));

        this.scales = [.. scales];
        Circular = [.. scales.Where(scale => scale.Scaling != CoordinateScaling.Fixed).Select(scale => scale.Scaling == CoordinateScaling.Circular)];
        EncodedSize = Circular.Sum(circular => circular ? 2 : 1);
    }

    /// <summary>The scale of each coordinate.</summary>
    public IReadOnlyList<CoordinateScale> Scales => scales;

    /// <summary>The number of coordinates.</summary>
    public int Count => scales.Length;

    /// <summary>The number of coordinates that are not fixed.</summary>
    public int VariableCount => Circular.Length;

    /// <summary>For each variable: whether it lives on the circle.</summary>
    public bool[] Circular { get; }

    /// <summary>The number of features of <see cref="Encode"/>.</summary>
    public int EncodedSize { get; }

    /// <summary>Chooses the scaling of each coordinate from training data.</summary>
    /// <param name="coordinates">What the coordinates are.</param>
    /// <param name="rows">The data, [row, coordinate].</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="ArgumentException">There are no rows, or the data are not that many.</exception>
    public static CoordinateScaler Fit(InternalCoordinates coordinates, ReadOnlySpan<float> rows, int count)
    {
        if (count <= 0 || rows.Length != (long)count * coordinates.Count)
            throw new ArgumentException($"{rows.Length} values are not {count} rows of {coordinates.Count} coordinates.", nameof(rows));

        CoordinateScale[] fitted = new CoordinateScale[coordinates.Count];
        double[] column = new double[count];
        for (int i = 0; i < fitted.Length; i++)
        {
            for (int row = 0; row < count; row++)
                column[row] = rows[(row * fitted.Length) + i];
            fitted[i] = CoordinateScaleFit.Fit(coordinates.Kind(i), column);
        }

        return new CoordinateScaler(fitted);
    }

    /// <summary>What is wrong with scales, or null.</summary>
    internal static string? Problem(IReadOnlyList<CoordinateScale> scales)
    {
        for (int i = 0; i < scales.Count; i++)
        {
            CoordinateScale scale = scales[i];
            if (!Enum.IsDefined(scale.Scaling))
                return $"coordinate {i} has the unknown scaling {(int)scale.Scaling}";
            if (!float.IsFinite(scale.Mean) || !float.IsFinite(scale.Cut) || !float.IsFinite(scale.Scale) || scale.Scale <= 0)
                return $"coordinate {i} has mean {scale.Mean}, scale {scale.Scale} and cut {scale.Cut}, expected finite numbers and a positive scale";
            if (scale.Scaling == CoordinateScaling.Circular && !scale.IsTorsion)
                return $"coordinate {i} is circular but not a torsion";
        }

        return null;
    }

    /// <summary>Coordinates [coordinate] to variables [variable].</summary>
    public void ToVariables(ReadOnlySpan<float> coordinates, Span<float> variables)
    {
        int used = 0;
        for (int i = 0; i < scales.Length; i++)
        {
            if (scales[i].Scaling != CoordinateScaling.Fixed)
                variables[used++] = ToVariable(scales[i], coordinates[i]);
        }
    }

    /// <summary>Variables [variable] to coordinates [coordinate], torsions in [-pi, pi).</summary>
    public void ToCoordinates(ReadOnlySpan<float> variables, Span<float> coordinates)
    {
        int used = 0;
        for (int i = 0; i < scales.Length; i++)
        {
            CoordinateScale scale = scales[i];
            coordinates[i] = scale.Scaling switch
            {
                CoordinateScaling.Fixed => scale.Mean,
                CoordinateScaling.Linear => FromLinear(scale, variables[used++]),
                _ => variables[used++],
            };
        }
    }

    /// <summary>Coordinates [coordinate] to features [feature] for a condition: a variable on the line as it is, one on the circle by its cosine and sine.</summary>
    public void Encode(ReadOnlySpan<float> coordinates, Span<float> features)
    {
        int used = 0;
        for (int i = 0; i < scales.Length; i++)
        {
            switch (scales[i].Scaling)
            {
                case CoordinateScaling.Linear:
                    features[used++] = ToVariable(scales[i], coordinates[i]);
                    break;
                case CoordinateScaling.Circular:
                    (double sine, double cosine) = ScalarMath.SinCos(coordinates[i]);
                    features[used++] = (float)cosine;
                    features[used++] = (float)sine;
                    break;
            }
        }
    }

    private static float ToVariable(CoordinateScale scale, float coordinate)
    {
        if (scale.Scaling == CoordinateScaling.Circular)
            return (float)ScalarMath.WrapAngle(coordinate);

        double value = scale.IsTorsion ? ScalarMath.WrapAngle(coordinate - scale.Cut - Math.PI) + scale.Cut + Math.PI : coordinate;
        return (float)((value - scale.Mean) / scale.Scale);
    }

    private static float FromLinear(CoordinateScale scale, float variable)
    {
        double value = ((double)variable * scale.Scale) + scale.Mean;
        return (float)(scale.IsTorsion ? ScalarMath.WrapAngle(value) : value);
    }
}
