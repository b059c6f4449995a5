using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>The figures of a training that a model file keeps.</summary>
internal static class TrainingFigures
{
    /// <summary>By name: for each stage the epoch that was kept, its losses and the time; the encoder's eigenvalues on held-out frames.</summary>
    public static Dictionary<string, double> Of(TrainedStages stages)
    {
        Dictionary<string, double> figures = Of(stages.Metrics);
        for (int i = 0; i < stages.ValidationEigenvalues.Length; i++)
            figures[$"encoder.validation-eigenvalue-{i + 1}"] = stages.ValidationEigenvalues[i];
        return figures;
    }

    /// <summary>By name: for each stage the epoch that was kept, its losses and the time.</summary>
    public static Dictionary<string, double> Of(IReadOnlyList<StageMetrics> metrics)
    {
        var figures = new Dictionary<string, double>();
        foreach (StageMetrics stage in metrics)
        {
            string title = StageTitle.Of(stage.Stage);
            figures[$"{title}.epoch"] = stage.BestEpoch;
            figures[$"{title}.training-loss"] = stage.Epochs[stage.BestEpoch - 1].TrainingLoss;
            figures[$"{title}.validation-loss"] = stage.BestValidationLoss;
            figures[$"{title}.seconds"] = Math.Round(stage.Seconds, 1);
        }

        return figures;
    }

    /// <summary>How a stage ended, in a line.</summary>
    public static string Describe(StageMetrics stage)
    {
        string end = stage.Stop switch
        {
            TrainingStop.Interrupted => ", cut short",
            TrainingStop.EarlyStopping => ", stopped early",
            _ => "",
        };
        return FormattableString.Invariant(
            $"{StageTitle.Of(stage.Stage),-10}  {Terminal.Display.Count(stage.Epochs.Count, "epoch")}{end}; best is {stage.BestEpoch}: validation {Terminal.Display.Loss(stage.BestValidationLoss)}; {Terminal.Duration.Of(stage.Seconds)}");
    }
}
