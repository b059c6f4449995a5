namespace LatentSim.Models.Training;

/// <summary>The mean and the covariance of features over both frames of pairs.</summary>
/// <param name="Mean">[feature].</param>
/// <param name="Covariance">[feature, feature].</param>
internal sealed record FeatureMoments(double[] Mean, double[,] Covariance)
{
    private const int BlockPanels = 32;

    /// <summary>Measures them.</summary>
    /// <param name="data">[frame, feature].</param>
    /// <param name="batch">The pairs.</param>
    public static FeatureMoments Of(float[,] data, ChainBatch batch)
    {
        int count = data.GetLength(1);
        double[] mean = MeanOf(data, batch);
        double[,] covariance = new double[count, count];
        RowMatrix rows = new(count);
        rows.Reserve(BlockPanels * FramePanel.Frames);
        PanelMatrix panels = new(count);
        panels.Reserve(BlockPanels);
        RowMatrix sums = new(count);
        sums.Reserve(FramePanel.Tiled(count));
        for (int first = 0; first < batch.Frames; first += BlockPanels * FramePanel.Frames)
        {
            Load(data, batch, mean, first, rows, panels);
            AddTo(covariance, rows, panels, sums);
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                covariance[i, j] /= 2.0 * batch.Pairs;
        }

        return new FeatureMoments(mean, covariance);
    }

    private static unsafe double[] MeanOf(float[,] data, ChainBatch batch)
    {
        double[] mean = new double[data.GetLength(1)];
        for (int frame = 0; frame < batch.Frames; frame++)
        {
            double weight = batch.Weights[frame] / (2.0 * batch.Pairs);
            ReadOnlySpan<float> row = Rows.Row(data, batch.Rows[frame]);
            for (int i = 0; i < mean.Length; i++)
                mean[i] += weight * row[i];
        }

        return mean;
    }

    // Rows without their mean, each times the root of its weight.
    private static unsafe void Load(float[,] data, ChainBatch batch, double[] mean, int first, RowMatrix rows, PanelMatrix panels)
    {
        int frames = Math.Min(BlockPanels * FramePanel.Frames, batch.Frames - first);
        rows.Clear();
        for (int frame = 0; frame < frames; frame++)
        {
            float factor = MathF.Sqrt(batch.Weights[first + frame]);
            ReadOnlySpan<float> source = Rows.Row(data, batch.Rows[first + frame]);
            Span<float> target = rows.Row(frame);
            for (int i = 0; i < target.Length; i++)
                target[i] = factor * (float)(source[i] - mean[i]);
        }

        for (int panel = 0; panel < BlockPanels; panel++)
            PanelTranspose.FromRows(rows.Pointer + ((nint)panel * FramePanel.Frames * rows.Stride), rows.Stride, mean.Length, panels.Panel(panel));
    }

    private static unsafe void AddTo(double[,] covariance, RowMatrix rows, PanelMatrix panels, RowMatrix sums)
    {
        int count = covariance.GetLength(0);
        sums.Clear();
        PanelProduct.AddProduct(panels.Panel(0), panels.PanelSize, count, rows.Pointer, rows.Stride, BlockPanels, sums.Pointer);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                covariance[i, j] += sums.Row(i)[j];
        }
    }
}
