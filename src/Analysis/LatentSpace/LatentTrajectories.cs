namespace LatentSim.Analysis;

/// <summary>Latent coordinates psi of an ensemble, trajectory by trajectory.</summary>
/// <param name="Dimension">Coordinates m.</param>
/// <param name="Values">float[frame, m] of each trajectory.</param>
public sealed record LatentTrajectories(int Dimension, IReadOnlyList<float[]> Values)
{
    /// <summary>Frames of all trajectories.</summary>
    public long Frames => Values.Sum(values => (long)values.Length / Dimension);

    /// <summary>One coordinate of each trajectory, of every frame or of each <paramref name="stride"/>-th.</summary>
    public double[][] Coordinate(int coordinate, int stride = 1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)coordinate, (uint)Dimension, nameof(coordinate));
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        return [.. Values.Select(values => Column(values, coordinate, stride))];
    }

    /// <summary>The states of frames: the nearest cluster of each.</summary>
    public int[][] Assign(KMeansModel clusters)
    {
        var point = new double[Dimension];
        return [.. Values.Select(States)];

        int[] States(float[] values)
        {
            var states = new int[values.Length / Dimension];
            for (var frame = 0; frame < states.Length; frame++)
            {
                for (var i = 0; i < Dimension; i++) point[i] = values[frame * Dimension + i];
                states[frame] = clusters.Assign(point);
            }

            return states;
        }
    }

    /// <summary>At most about <paramref name="count"/> points, evenly spaced over all frames: point by point.</summary>
    internal double[] Sample(long count)
    {
        var (stride, frame) = (Math.Max(1, Frames / count), 0L);
        var points = new List<double>();
        foreach (var values in Values)
        {
            for (var start = 0; start < values.Length; start += Dimension, frame++)
            {
                if (frame % stride != 0) continue;
                for (var i = 0; i < Dimension; i++) points.Add(values[start + i]);
            }
        }

        return [.. points];
    }

    private double[] Column(float[] values, int coordinate, int stride)
    {
        var frames = values.Length / Dimension;
        var column = new double[(frames + stride - 1) / stride];
        for (var i = 0; i < column.Length; i++) column[i] = values[i * stride * Dimension + coordinate];
        return column;
    }
}
