using System.CommandLine;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Information;
using LatentSim.Engine.Terminal;
using LatentSim.Engine.Training;
using LatentSim.Models.Training;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim train: learns a model from molecular dynamics, or an integrator from particles.</summary>
internal static class TrainCommand
{
    private static readonly Argument<string> Configuration = new("CONFIG") { Description = "The system's YAML file; docs/configuration.md tells of every setting." };
    private static readonly Option<string?> Out = new("--out") { Description = "The model file to write; NAME.lsbox in this folder unless told.", HelpName = "FILE" };
    private static readonly Option<string?> Log = new("--log") { Description = "Where the losses of every epoch go; NAME.training.csv beside the model unless told.", HelpName = "FILE" };
    private static readonly Option<string[]> Set = CommandHost.Set();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("train", "Learn a model from molecular dynamics, or an integrator from particles. Ctrl-C keeps the best so far and still writes the model.") { Configuration, Out, Log, Set, Json };
        CommandHost.Handle(command, Train);
        return command;
    }

    /// <summary>Trains a model and writes it.</summary>
    /// <exception cref="InvalidInputException">Something that training needs is damaged, missing or does not fit.</exception>
    public static void Train(ConfigurationFile configuration, string modelFile, string logFile, string? json, CancellationToken cancellation)
    {
        foreach (string? file in new[] { modelFile, logFile, json })
            CommandOutput.RequireFolder(file);

        using var progress = new ProgressLine();
        TrainedModel trained = Learn(configuration, logFile, progress, cancellation);
        trained.Simulator.Save(modelFile);
        foreach (StageMetrics stage in trained.Metrics)
            progress.Print(TrainingFigures.Describe(stage));
        Console.WriteLine($"model: {modelFile}");
        Console.WriteLine($"losses of every epoch: {logFile}");
        CommandOutput.WriteJson(json, Figures(modelFile, trained));
    }

    private static Task<int> Train(ParseResult arguments, CancellationToken cancellation)
    {
        var configuration = ConfigurationFile.Load(arguments.GetRequiredValue(Configuration), arguments.GetValue(Set));
        string modelFile = arguments.GetValue(Out) ?? $"{configuration.Settings.Name}.lsbox";
        string logFile = arguments.GetValue(Log) ?? Path.ChangeExtension(modelFile, ".training.csv");
        Train(configuration, modelFile, logFile, arguments.GetValue(Json), cancellation);
        return Task.FromResult(ExitCode.Success);
    }

    /// <summary>Trains whatever the configuration is of.</summary>
    public static TrainedModel Learn(ConfigurationFile configuration, string logFile, ProgressLine progress, CancellationToken cancellation)
    {
        if (configuration.Settings.IsIntegrator)
        {
            if (IntegratorTraining.NeedsTorch(configuration.Settings))
                RequireTorch(configuration.Settings.Threads);
            return IntegratorTraining.Prepare(configuration, progress).Run(logFile, cancellation);
        }

        ModelTraining training = ModelTraining.Prepare(configuration, progress, cancellation);
        RequireTorch(configuration.Settings.Threads);
        return training.Run(logFile, cancellation);
    }

    // Before a file is written: the first call into the native library says how to get it.
    private static void RequireTorch(int threads) => TorchSharp.torch.set_num_threads(threads);

    private static object Figures(string modelFile, TrainedModel trained) => new
    {
        Model = ModelInformation.Of(modelFile),
        Stages = trained.Metrics.Select(stage => new
        {
            Stage = StageTitle.Of(stage.Stage),
            Epochs = stage.Epochs.Count,
            stage.BestEpoch,
            stage.BestValidationLoss,
            stage.Seconds,
            stage.Stop,
        }),
    };
}
