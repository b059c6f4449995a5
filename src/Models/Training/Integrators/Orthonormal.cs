namespace LatentSim.Models.Training;

/// <summary>Columns made orthonormal one after another by Gram and Schmidt's method, done twice, which is orthogonal to rounding.</summary>
internal sealed class Orthonormal(int rows)
{
    private readonly List<double[]> columns = [];
    private readonly List<double[]> triangle = [];

    /// <summary>Adds a column.</summary>
    /// <returns>False if less than a share of it is not a sum of those before.</returns>
    public bool TryAdd(double[] column, double leastRemainder)
    {
        double norm = Math.Sqrt(Dot(column, column));
        double[] q = [.. column];
        double[] r = new double[columns.Count + 1];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int c = 0; c < columns.Count; c++)
            {
                double dot = Dot(columns[c], q);
                r[c] += dot;
                Subtract(q, dot, columns[c]);
            }
        }

        double remainder = Math.Sqrt(Dot(q, q));
        if (!(remainder > leastRemainder * norm))
            return false;
        for (int i = 0; i < rows; i++)
            q[i] /= remainder;
        r[^1] = remainder;
        columns.Add(q);
        triangle.Add(r);
        return true;
    }

    /// <summary>Takes the last column's part out of a vector.</summary>
    /// <returns>That part.</returns>
    public double Remove(double[] vector)
    {
        double dot = Dot(columns[^1], vector);
        Subtract(vector, dot, columns[^1]);
        return dot;
    }

    /// <summary>Adds what the last column adds to the diagonal of the projection onto all.</summary>
    public void AddLeverage(double[] leverages)
    {
        for (int i = 0; i < rows; i++)
            leverages[i] += columns[^1][i] * columns[^1][i];
    }

    /// <summary>The coefficients of the first columns as they were added, from a vector's parts along the orthonormal ones.</summary>
    public double[] Solve(ReadOnlySpan<double> parts, int count)
    {
        double[] solution = parts[..count].ToArray();
        for (int c = count - 1; c >= 0; c--)
        {
            solution[c] /= triangle[c][c];
            for (int row = 0; row < c; row++)
                solution[row] -= triangle[c][row] * solution[c];
        }

        return solution;
    }

    private double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < rows; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private void Subtract(double[] vector, double factor, double[] column)
    {
        for (int i = 0; i < rows; i++)
            vector[i] -= factor * column[i];
    }
}
