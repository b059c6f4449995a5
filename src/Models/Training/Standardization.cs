namespace LatentSim.Models.Training;

/// <summary>The mean and standard deviation of each column of a table; (x - mean) / deviation has mean 0 and variance 1.</summary>
/// <param name="Mean">One per column.</param>
/// <param name="Deviation">One per column; 1 where the column is constant.</param>
internal sealed record Standardization(double[] Mean, double[] Deviation)
{
    private const double LeastDeviation = 1e-7;

    /// <summary>Measures the given rows.</summary>
    public static Standardization Of(float[,] table, ReadOnlySpan<long> rows)
    {
        int columns = table.GetLength(1);
        double[] sum = new double[columns];
        double[] squares = new double[columns];
        foreach (long row in rows)
        {
            ReadOnlySpan<float> values = Rows.Row(table, (int)row);
            for (int i = 0; i < columns; i++)
                sum[i] += values[i];
        }

        int count = rows.Length;
        double[] mean = [.. sum.Select(value => value / count)];
        foreach (long row in rows)
        {
            ReadOnlySpan<float> values = Rows.Row(table, (int)row);
            for (int i = 0; i < columns; i++)
                squares[i] += (values[i] - mean[i]) * (values[i] - mean[i]);
        }

        return new Standardization(mean, [.. squares.Select(value => DeviationOf(value / count))]);
    }

    /// <summary>The map x -> (x - mean) / deviation.</summary>
    public AffineMap ToMap() =>
        AffineMap.Diagonal([.. Deviation.Select(value => 1 / value)], [.. Mean.Zip(Deviation, (mean, deviation) => -mean / deviation)]);

    /// <summary>A standardized copy.</summary>
    public float[,] Apply(float[,] table)
    {
        float[,] result = new float[table.GetLength(0), table.GetLength(1)];
        for (int row = 0; row < table.GetLength(0); row++)
        {
            for (int i = 0; i < Mean.Length; i++)
                result[row, i] = (float)((table[row, i] - Mean[i]) / Deviation[i]);
        }

        return result;
    }

    private static double DeviationOf(double variance) => Math.Sqrt(variance) is var deviation && deviation > LeastDeviation ? deviation : 1;
}
