namespace LatentSim.Analysis.Reports;

/// <summary>Losses of a training, epoch by epoch.</summary>
public static class LearningCurvePlot
{
    /// <summary>Draws them.</summary>
    /// <param name="title">Which stage.</param>
    /// <param name="training">Training loss of each epoch.</param>
    /// <param name="validation">Validation loss of each epoch.</param>
    /// <param name="best">The epoch, counted from 1, whose weights were kept; null to mark none.</param>
    /// <param name="size">Its size; null for the standard one.</param>
    public static Picture Draw(string title, IReadOnlyList<double> training, IReadOnlyList<double> validation, int? best = null, PlotSize? size = null)
    {
        PlotSeries[] series =
        [
            new("training", Epochs(training.Count), training) { Color = SeriesColor.Purple },
            new("validation", Epochs(validation.Count), validation) { Color = SeriesColor.Green },
        ];
        var last = Math.Max(2, Math.Max(training.Count, validation.Count));
        return LinePlot.Draw(
            title, new Axis("epoch", 1, last), Axis.Around("loss", Bulk(training).Concat(Bulk(validation))), series, size, best is { } epoch ? [new PlotRule(epoch, "kept weights")] : []);
    }

    private static double[] Epochs(int count) => [.. Enumerable.Range(1, count).Select(epoch => (double)epoch)];

    // The first epochs of a training may be so bad that all that follows would look flat: the axis leaves out the worst twentieth.
    private static IEnumerable<double> Bulk(IReadOnlyList<double> losses)
    {
        double[] sorted = [.. losses.Where(double.IsFinite).Order()];
        return sorted.Take((int)Math.Ceiling(0.95 * sorted.Length));
    }
}
