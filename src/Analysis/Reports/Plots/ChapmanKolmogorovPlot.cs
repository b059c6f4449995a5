namespace LatentSim.Analysis.Reports;

/// <summary>A Chapman-Kolmogorov test as small panels: curves are the model's predictions, points what the data show.</summary>
public static class ChapmanKolmogorovPlot
{
    /// <summary>Draws the panels.</summary>
    /// <param name="unit">The unit of time.</param>
    /// <param name="panels">One for each pair of states.</param>
    /// <param name="predicted">Colour of the predictions.</param>
    /// <param name="measured">Colour of what was measured.</param>
    public static IReadOnlyList<Picture> Draw(
        string unit, IReadOnlyList<ChapmanKolmogorovPanel> panels, SeriesColor predicted = SeriesColor.Run, SeriesColor measured = SeriesColor.Truth) =>
        [.. panels.Select(panel => LinePlot.Draw(
            panel.Title, new Axis($"time ({unit})", 0, panel.Times.DefaultIfEmpty(1).Max() * 1.05), new Axis("probability", 0, 1),
            [
                new PlotSeries("predicted", panel.Times, panel.Predicted) { Errors = panel.PredictedErrors, Color = predicted },
                new PlotSeries("measured", panel.Times, panel.Measured) { Errors = panel.MeasuredErrors, Color = measured, Style = SeriesStyle.Points },
            ],
            PlotSize.Small))];
}
