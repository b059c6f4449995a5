using System.Globalization;
using LatentSim.Analysis.Reports;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Training;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>The losses of every epoch of the model's training, as <c>train</c> logged them and <c>run</c> copied them into the run directory.</summary>
internal static class LearningCurves
{
    private const int LargestBytes = 64 << 20;

    /// <summary>Adds the section; nothing where there is no log.</summary>
    /// <exception cref="InvalidInputException">The log is damaged.</exception>
    public static void AddTo(HtmlReport report, RunDirectory directory)
    {
        string file = directory.LossesFile;
        if (!File.Exists(file))
            return;

        Picture[] pictures = [.. Read(file).GroupBy(epoch => epoch.Stage).Select(Curve)];
        if (pictures.Length > 0)
            report.Section("Learning curves").Figure("Losses of each epoch of each stage on the training data, and on the validation data that training stops by. Dashed: the epoch whose weights were kept.", pictures);
    }

    private static Picture Curve(IGrouping<string, Epoch> stage)
    {
        Epoch[] epochs = [.. stage];
        int best = Array.FindLastIndex(epochs, epoch => epoch.IsBest);
        return LearningCurvePlot.Draw(StageTitle.Of(stage.Key), [.. epochs.Select(e => e.Training)], [.. epochs.Select(e => e.Validation)], best < 0 ? null : best + 1);
    }

    private static IEnumerable<Epoch> Read(string file)
    {
        if (new FileInfo(file).Length > LargestBytes)
            throw new InvalidInputException(file, "", $"is larger than {LargestBytes} bytes; expected the losses of a training");
        int line = 1;
        foreach (string text in File.ReadLines(file).Skip(1))
            yield return Parse(file, ++line, text.Split(','));
    }

    private static Epoch Parse(string file, int line, string[] cells) =>
        cells.Length == 7
        && double.TryParse(cells[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double training)
        && double.TryParse(cells[4], NumberStyles.Float, CultureInfo.InvariantCulture, out double validation)
            ? new Epoch(cells[0], training, validation, cells[5] == "1")
            : throw new InvalidInputException(file, $"line {line}", "expected stage,epoch,epochs,training_loss,validation_loss,is_best,seconds");

    private sealed record Epoch(string Stage, double Training, double Validation, bool IsBest);
}
