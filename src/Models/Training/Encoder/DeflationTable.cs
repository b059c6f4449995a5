using LatentSim.Models.Encoder;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>The functions of deflated coordinates on all frames.</summary>
/// <param name="Coordinates">The coordinates; knots lie at quantiles of the training data.</param>
/// <param name="Values">[frame, function].</param>
internal sealed record DeflationTable(IReadOnlyList<DeflatedCoordinate> Coordinates, float[,] Values)
{
    private const int Intervals = 16;

    /// <summary>Evaluates them; null when nothing is deflated.</summary>
    /// <param name="features">[frame, feature].</param>
    /// <param name="training">The rows that quantiles are taken of.</param>
    /// <param name="columns">What to deflate.</param>
    /// <exception cref="ArgumentException">A column is not there, or does not vary.</exception>
    public static DeflationTable? Of(float[,] features, ReadOnlySpan<long> training, IReadOnlyList<DeflatedColumn> columns)
    {
        if (columns.Count == 0)
            return null;

        List<DeflatedCoordinate> coordinates = [];
        foreach (DeflatedColumn column in columns)
        {
            if (column.Column < 0 || column.Column + (column.IsAngle ? 1 : 0) >= features.GetLength(1))
                throw new ArgumentException($"There is no feature {column.Column} to deflate; there are {features.GetLength(1)}.");
            coordinates.Add(new DeflatedCoordinate(column.Column, column.IsAngle ? [] : Knots(features, training, column.Column)));
        }

        float[,] values = new float[features.GetLength(0), coordinates.Sum(coordinate => coordinate.Functions)];
        for (int row = 0; row < values.GetLength(0); row++)
            DeflationKernel.Evaluate(coordinates, Rows.Row(features, row), Rows.Row(values, row));
        return new DeflationTable(coordinates, values);
    }

    private static float[] Knots(float[,] features, ReadOnlySpan<long> training, int column)
    {
        float[] sorted = new float[training.Length];
        for (int i = 0; i < sorted.Length; i++)
            sorted[i] = features[training[i], column];
        Array.Sort(sorted);
        float[] knots = [.. Enumerable.Range(0, Intervals + 1).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / Intervals)]).Distinct()];
        return knots.Length > 1 ? knots : throw new ArgumentException($"Feature {column} does not vary; there is nothing to deflate.");
    }
}
